import { randomBytes } from 'node:crypto';
import { newId } from '@/db/new-id';
import { countOAuthRequests, insertOAuthRequest } from '@/db/queries/oauth-requests';
import { nilTenant } from '@/db/queries/sign-in-attempts';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import { hashToken } from '@/lib/domain/keys/key-format';
import type { AuthorizeRequest } from '@/lib/domain/oauth/authorize-request';
import type { OAuthClient } from '@/lib/domain/oauth/client-document';
import { addressGroup } from '@/lib/domain/people/sign-in-limit';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { limitTries } from '../device/limit-tries';
import { isEverybodysAddress } from '../people/everybodys-address';
import { doorkeeper } from '../people/signed-in';

const lifeMs = 600_000;
const most = { waiting: 1000, ofOneHost: 100, perAddress: 60, tokensPerAddress: 600 } as const;

/** Counts one more of these from an address; a refusal when it is too many. Asked before anything is fetched or looked up. */
export async function limitOAuth(what: 'authorize' | 'token', address: string | null): Promise<Result<void>> {
  if (isEverybodysAddress(address, config().trustProxy)) return accept(undefined);
  const max = what === 'authorize' ? most.perAddress : most.tokensPerAddress;
  const { value: refusal } = await withTenant(doorkeeper(nilTenant), (tx) =>
    limitTries(tx, { what: `oauth-${what}:${addressGroup(address)}`, max, at: now() }),
  );
  return refusal ? { ok: false, refusal } : accept(undefined);
}

/** Keeps what a client asks for until a person decides it; what one host asks leaves room for others. Answers the handle, told here once and stored as a hash. */
export async function startAuthorize(
  client: OAuthClient,
  redirectUri: string,
  asked: AuthorizeRequest,
): Promise<Result<string>> {
  const at = now();
  const handle = randomBytes(32).toString('base64url');
  const { value } = await withTenant(doorkeeper(nilTenant), async (tx): Promise<Result<string>> => {
    const waiting = await countOAuthRequests(tx, at, new URL(client.id).hostname);
    if (waiting.of_host >= most.ofOneHost) {
      return refuse('RATE_LIMITED', 'Too many requests of this client are waiting. Try again later.');
    }
    if (waiting.all >= most.waiting) {
      return refuse('RATE_LIMITED', 'Too many requests are waiting. Try again later.');
    }
    await insertOAuthRequest(tx, {
      id: newId('oar'),
      handle_hash: hashToken(handle),
      client_id: client.id,
      client_name: client.name,
      redirect_uri: redirectUri,
      state: asked.state,
      code_challenge: asked.challenge,
      scopes: [...asked.scopes],
      resource: asked.resource,
      created_at: at,
      expires_at: new Date(at.getTime() + lifeMs),
    });
    return accept(handle);
  });
  return value;
}
