/** Whether a field says what a rule names: word for word, or the same address in another spelling. */
export const sameValue = (named: unknown, said: unknown): boolean =>
  named === said || (addressOf(named) !== null && addressOf(named) === addressOf(said));

/** UNTRUSTED INPUT: a web address in one spelling, as what it leads to is found; null for anything else. */
function addressOf(value: unknown): string | null {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  const { protocol, hostname, port, pathname, search } = url;
  return JSON.stringify([protocol, hostname.replace(/\.$/, ''), port, decoded(pathname), decoded(search)]);
}

/** What needs no percent-encoding is the same with it (RFC 3986 section 6.2.2.2). */
const decoded = (text: string): string =>
  text
    .replace(/%(2[DdEe]|3\d|[46][1-9A-Fa-f]|[57][0-9Aa]|5[Ff]|7[Ee])/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    )
    .replace(/%[0-9a-f]{2}/gi, (rest) => rest.toUpperCase());
