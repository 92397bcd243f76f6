import { revokeKey as revoke } from '@/db/queries/key-changes';
import { keyRevokedEvidence } from '@/lib/domain/evidence/key-evidence';
import { invalid } from '@/lib/domain/invalid';
import { revokeKeySchema } from '@/lib/domain/keys/key-request';
import { accept, type Result } from '@/lib/domain/refusal';
import { actOnKey, type KeyActed, type KeyManager, revokedForGood } from './act-on-key';

/** Ends a key for good: its next call is refused, and nothing brings it back. UNTRUSTED INPUT: `input`. */
export async function revokeKey(
  actor: KeyManager,
  keyId: string,
  input: unknown,
  idempotencyKey: string | null,
): Promise<Result<KeyActed>> {
  const parsed = revokeKeySchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const reason = parsed.data.reason ?? null;
  const asked = { keyId, operation: 'key_revoke', request: { reason }, idempotencyKey };
  return actOnKey(actor, asked, async ({ tx, key, common, at }) => {
    if (key.status === 'revoked') return revokedForGood();
    await revoke(tx, { id: keyId, by: common.by.id, at }, reason);
    return accept(keyRevokedEvidence(common));
  });
}
