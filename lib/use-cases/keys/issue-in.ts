import { ownerOfKey } from '@/db/queries/people';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { principalOf } from '@/lib/domain/actor';
import { keyIssuedEvidence } from '@/lib/domain/evidence/key-evidence';
import { grantDigest } from '@/lib/domain/keys/agent-key';
import { exceedsOwner } from '@/lib/domain/keys/owner-ceiling';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { selftestIdentity, selftestIssuer } from '@/lib/domain/selftest/selftest-identity';
import { type KeyManager, leafCommon } from './act-on-key';
import { type KeyToStore, type StoredKey, storeKey } from './store-key';

/**
 * Issues a key inside the caller's transaction, with its leaf: to a person of the tenant, and never more than that person
 * may read and propose. The person is held until commit, so that no demotion comes in between.
 */
export async function issueIn(
  tx: WriteTx,
  by: KeyManager,
  asked: Omit<KeyToStore, 'rotatedFrom'>,
): Promise<Result<StoredKey & { evidenceId: string }>> {
  if (asked.agentIdentity === selftestIdentity && principalOf(by) !== selftestIssuer) {
    return refuse('VALIDATION_FAILED', `Only the boundary self-test is called ${selftestIdentity}.`);
  }
  const owner = await ownerOfKey(tx, asked.ownerId);
  if (owner === null) {
    return refuse('RESOURCE_NOT_FOUND', 'This tenant has nobody with that id who could own a key.');
  }
  const beyond = exceedsOwner(asked.terms.scopes, owner.role);
  if (beyond) return { ok: false, refusal: beyond };
  const at = now();
  const common = leafCommon(tx, by, at);
  const stored = await storeKey(tx, { ...asked, rotatedFrom: null }, common.by.id, at);
  const validUntil = stored.expiresAt;
  const digest = grantDigest({ ...asked, validUntil });
  tx.record(
    keyIssuedEvidence({
      ...common,
      keyId: stored.id,
      revision: 1,
      ownerId: asked.ownerId,
      validUntil,
      grantDigest: digest,
    }),
  );
  return accept({ ...stored, evidenceId: common.id });
}
