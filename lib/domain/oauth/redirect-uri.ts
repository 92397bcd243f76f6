/** The loopback literals of RFC 8252 section 7.3; `localhost` is what clients write in spite of section 8.3. */
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

const isLoopbackHttp = (url: URL): boolean => url.protocol === 'http:' && loopback.has(url.hostname);

/**
 * UNTRUSTED INPUT: an address to which a browser may be sent with a code: https anywhere, or http on the person's own
 * machine. No fragment, and no other scheme, so that no answer of ours can run as a script.
 */
export function isRedirectUri(text: string): boolean {
  const url = text.length <= 1000 && !/[\s\\#]/.test(text) ? URL.parse(text) : null;
  if (url === null || `${url.username}${url.password}${url.hash}` !== '') return false;
  return url.protocol === 'https:' || isLoopbackHttp(url);
}

/** RFC 6749 section 3.1.2.3 as OAuth 2.1 has it: the very same text, but that on loopback the port is free. */
export function isRegistered(asked: string, registered: readonly string[]): boolean {
  if (!isRedirectUri(asked)) return false;
  return registered.some((one) => one === asked || (isRedirectUri(one) && samePortAside(asked, one)));
}

function samePortAside(asked: string, registered: string): boolean {
  const [left, right] = [new URL(asked), new URL(registered)];
  if (!isLoopbackHttp(left) || !isLoopbackHttp(right)) return false;
  left.port = '';
  right.port = '';
  return left.href === right.href;
}
