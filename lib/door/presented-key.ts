import { agentPrefix } from '@/lib/domain/keys/key-format';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { collectCredentials } from '@/lib/door/credentials';

/** UNTRUSTED INPUT: the one key that a request presents, `Authorization: Bearer` or `X-MCP-API-Key`. */
export function presentedKey(req: Request): Result<string> {
  // An address and a cookie end up in logs and in browsers: a key there is no key, even beside a good one.
  if (isInAddressOrCookie(req)) {
    return refuse('UNAUTHENTICATED', `A key (${agentPrefix}…) was sent in the address or in a cookie.`, {
      hint: 'Send it as Authorization: Bearer mcp_… and replace the key, because addresses are logged.',
    });
  }
  const bearer = bearerOf(req.headers.get('authorization'));
  if (!bearer.ok) return bearer;
  const apiKey = req.headers.get('x-mcp-api-key');
  if (bearer.value !== null && apiKey !== null && bearer.value !== apiKey) {
    return refuse('UNAUTHENTICATED', 'Two different keys were sent.');
  }
  const key = bearer.value ?? apiKey;
  return key === null ? refuse('UNAUTHENTICATED', 'No key was sent.') : accept(key);
}

function isInAddressOrCookie({ headers, url }: Request): boolean {
  const cookie = headers.get('cookie') ?? '';
  if (cookie === '' && !url.includes('?')) return false;
  return collectCredentials(new Headers({ cookie }), new URL(url)).agentTokens.length > 0;
}

function bearerOf(authorization: string | null): Result<string | null> {
  if (authorization === null) return accept(null);
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return token === undefined
    ? refuse('UNAUTHENTICATED', 'The Authorization header does not hold one Bearer key.')
    : accept(token);
}
