import { config } from '@/lib/config';

/** RFC 8707: the one thing that access tokens are good for, the agents' door on the host of OAuth. Null where there is none. */
export function oauthResource(): string | null {
  const { oauth } = config();
  return oauth === null ? null : `${oauth.issuer}/api/mcp`;
}
