import { findOAuthGrant, lockOAuthSecret } from '@/db/queries/oauth-grants';
import { withTenant } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import { revokeKey } from '../keys/revoke-key';
import { knownSecret } from './known-secret';

/** The product itself, as it answers the clients of OAuth. */
export const grantKeeper = (tenantId: string): System => ({ kind: 'system', tenantId, name: 'oauth' });

/** Ends a consent with everything that was given out for it, with its evidence. One that has ended stays so. */
export async function endGrant(tenantId: string, keyId: string, reason: string): Promise<void> {
  const ended = await revokeKey(grantKeeper(tenantId), keyId, { reason }, null);
  if (!ended.ok && ended.refusal.code !== 'KEY_NOT_ACTIVE') throw new Error('a grant could not be ended');
}

/** RFC 7009: the client gives back what it was given, whichever of its tokens it sends. Another client's is left alone. */
export async function giveBack(token: string, clientId: string): Promise<void> {
  const known = await knownSecret(token);
  if (known === null) return;
  const { value: keyId } = await withTenant(grantKeeper(known.tenant_id), async (tx) => {
    const secret = await lockOAuthSecret(tx, known.id);
    const grant = secret && (await findOAuthGrant(tx, secret.key_id));
    return grant?.client_id === clientId ? grant.key_id : null;
  });
  if (keyId !== null) await endGrant(known.tenant_id, keyId, 'The client gave it back.');
}
