/** Everything in a request that claims to be a credential, valid or not, wherever it stands. */
export type Credentials = {
  /** Every `mcp_…` word of any header, cookie or query parameter, Basic and percent encoding undone. */
  agentTokens: string[];
  /** The same for `hum_…`. */
  humTokens: string[];
  hasSessionCookie: boolean;
};

const agentToken = /(?<![A-Za-z0-9])mcp_[A-Za-z0-9_-]*/g;
const humToken = /(?<![A-Za-z0-9])hum_[A-Za-z0-9_-]*/g;
const sessionCookie = /^(?:__Host-|__Secure-)?next-auth\.session-token(?:\.\d+)?$/;

/**
 * UNTRUSTED INPUT: looks everywhere on purpose. That a word starts with `mcp_` is enough to be listed: who holds an
 * agent credential may not apply, whatever else the request carries.
 */
export function collectCredentials(headers: Headers, url?: URL): Credentials {
  const texts = [...headers].flatMap(([, value]) => [value, ...decoded(value)]);
  if (url) for (const [name, value] of url.searchParams) texts.push(name, value, ...decoded(value));
  const find = (pattern: RegExp) => [...new Set(texts.flatMap((text) => text.match(pattern) ?? []))];
  return {
    agentTokens: find(agentToken),
    humTokens: find(humToken),
    hasSessionCookie: cookieNames(headers).some((name) => sessionCookie.test(name)),
  };
}

/** What a value says once percent encoding and Basic (RFC 7617) are undone; both tolerate junk. */
function decoded(value: string): string[] {
  const forms: string[] = [];
  if (value.includes('%'))
    forms.push(value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => characterOf(hex)));
  for (const [, code] of value.matchAll(/\bbasic\s+([A-Za-z0-9+/_=-]+)/gi)) {
    forms.push(Buffer.from(code ?? '', 'base64').toString('latin1'));
  }
  return forms;
}

const characterOf = (hex: string) => String.fromCharCode(Number.parseInt(hex, 16));

const cookieNames = (headers: Headers): string[] =>
  (headers.get('cookie') ?? '').split(';').map((pair) => pair.split('=', 1)[0]?.trim() ?? '');
