/** What an address asks a list for, as the router hands it over. */
export type ListQuery = Readonly<Record<string, string | string[] | undefined>>;

/**
 * How many filters of an address a list leaves out. UNTRUSTED INPUT. A filter is understood when it is given once and
 * stands in the same words in `understood`, the address that the list would write; an empty one asks for nothing.
 */
export function countNotUnderstood(query: ListQuery, understood: URLSearchParams): number {
  return Object.entries(query).filter(
    ([name, given]) => given !== undefined && given !== '' && understood.get(name) !== given,
  ).length;
}
