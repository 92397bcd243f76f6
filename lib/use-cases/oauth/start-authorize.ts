import { randomBytes } from 'node:crypto';
import { newId } from '@/db/new-id';
import { nilTenant } from '@/db/queries/sign-in-attempts';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import type { AuthorizeRequest } from '@/lib/domain/oauth/authorize-request';
import type { OAuthClient } from '@/lib/domain/oauth/client-document';
import { sealRequest } from '@/lib/domain/oauth/sealed-request';
import { addressGroup } from '@/lib/domain/people/sign-in-limit';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { authSecret, limitTries } from '../device/limit-tries';
import { isEverybodysAddress } from '../people/everybodys-address';
import { doorkeeper } from '../people/signed-in';

const lifeMs = 600_000;
const most = { perAddress: 60, tokensPerAddress: 600 } as const;

/** Counts one more of these from an address; a refusal when it is too many. Asked before anything is fetched or looked up. */
export async function limitOAuth(what: 'authorize' | 'token', address: string | null): Promise<Result<void>> {
  if (isEverybodysAddress(address, config().trustProxy)) return accept(undefined);
  const max = what === 'authorize' ? most.perAddress : most.tokensPerAddress;
  const { value: refusal } = await withTenant(doorkeeper(nilTenant), (tx) =>
    limitTries(tx, { what: `oauth-${what}:${addressGroup(address)}`, max, at: now() }),
  );
  return refusal ? { ok: false, refusal } : accept(undefined);
}

/**
 * The handle under which a person decides what a client asks for: it is the request itself, sealed. Nothing is kept of it, so
 * that nobody who has not signed in takes room from anybody.
 */
export function startAuthorize(
  client: OAuthClient,
  redirectUri: string,
  { state, challenge, scopes, resource }: AuthorizeRequest,
): Result<string> {
  const createdAt = now().getTime();
  const request = {
    id: newId('oar'),
    clientId: client.id,
    clientName: client.name,
    redirectUri,
    state,
    challenge,
    scopes,
    resource,
    createdAt,
    expiresAt: createdAt + lifeMs,
  };
  const handle = sealRequest(authSecret(), request, randomBytes(12));
  return handle === null ? refuse('VALIDATION_FAILED', 'The request is too long.') : accept(handle);
}
