import { resumeKey as resume, suspendKey as suspend } from '@/db/queries/key-changes';
import { keyResumedEvidence, keySuspendedEvidence } from '@/lib/domain/evidence/key-evidence';
import { invalid } from '@/lib/domain/invalid';
import { stopKeySchema } from '@/lib/domain/keys/key-request';
import { accept, type Result } from '@/lib/domain/refusal';
import { actOnKey, type KeyActed, type KeyManager, notActive, revokedForGood } from './act-on-key';

/** Stops a key until somebody resumes it: its next call is refused. One that is stopped already stays as it is. */
export async function suspendKey(
  actor: KeyManager,
  keyId: string,
  input: unknown,
  idempotencyKey: string | null,
): Promise<Result<KeyActed>> {
  const parsed = stopKeySchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { reason } = parsed.data;
  const asked = { keyId, operation: 'key_suspend', request: { reason }, idempotencyKey };
  return actOnKey(actor, asked, async ({ tx, key, common, at }) => {
    if (key.status === 'revoked') return revokedForGood();
    if (key.status === 'suspended') return accept(null);
    await suspend(tx, { id: keyId, by: common.by.id, at }, reason);
    return accept(keySuspendedEvidence(common));
  });
}

/** Lets a suspended key go on. */
export async function resumeKey(
  actor: KeyManager,
  keyId: string,
  input: unknown,
  idempotencyKey: string | null,
): Promise<Result<KeyActed>> {
  const parsed = stopKeySchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { reason } = parsed.data;
  const asked = { keyId, operation: 'key_resume', request: { reason }, idempotencyKey };
  return actOnKey(actor, asked, async ({ tx, key, common }) => {
    if (key.status === 'revoked') return revokedForGood();
    if (key.status !== 'suspended') return notActive('This key is not suspended.');
    await resume(tx, keyId, reason);
    return accept(keyResumedEvidence(common));
  });
}
