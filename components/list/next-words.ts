/** What the link to the next page says. A page of a search that is not full has looked at as many drafts as one page may. */
export const nextWords = (usual: string, { searched, full }: { searched: boolean; full: boolean }): string =>
  searched && !full ? 'Search further' : usual;
