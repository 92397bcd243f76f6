import { type Credentials, collectCredentials } from '@/lib/door/credentials';

type Kind = 'humTokens' | 'serviceTokens';

/**
 * UNTRUSTED INPUT: the one token of a kind that a request carries, when it stands in `Authorization: Bearer` and nowhere
 * else; null otherwise. Addresses and cookies are kept by others.
 */
export function onlyBearer(req: Request, found: Credentials, kind: Kind): string | null {
  const elsewhere = new Headers(req.headers);
  elsewhere.delete('authorization');
  const misplaced = collectCredentials(elsewhere, new URL(req.url))[kind].length > 0;
  const token = /^Bearer +(\S+)$/i.exec(req.headers.get('authorization') ?? '')?.[1];
  const [only, ...others] = found[kind];
  return !misplaced && token !== undefined && only === token && others.length === 0 ? token : null;
}
