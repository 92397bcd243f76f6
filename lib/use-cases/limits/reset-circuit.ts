import { newId, newSalt } from '@/db/new-id';
import { resetCircuit as reset } from '@/db/queries/circuits';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { circuitResetEvidence } from '@/lib/domain/evidence/circuit-evidence';
import { resumesAgents } from '@/lib/domain/people/role-refusals';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { actOnce } from '../once';
import { personStands } from '../person-stands';

export type ResetInput = { keyId: string; reason: string; idempotencyKey: string | null };

/** A person lets a key in again before its circuit breaker would, and says why. */
export async function resetCircuit(
  actor: Human,
  { idempotencyKey: key, ...input }: ResetInput,
): Promise<Result<{ keyId: string; replayed: boolean }>> {
  const result = await actOnce(
    actor,
    { operation: 'circuit_reset', key, request: input },
    (tx) => close(tx, actor, input),
    (tx) => personStands(tx, actor, resumesAgents),
  );
  if (!result.ok) return result;
  return accept({ keyId: result.value.kept.keyId, replayed: result.value.replayed });
}

async function close(
  tx: WriteTx,
  { userId }: Human,
  { keyId, reason }: Omit<ResetInput, 'idempotencyKey'>,
): Promise<Result<{ keyId: string }>> {
  const at = now();
  const salt = newSalt();
  if (!(await reset(tx, keyId, { by: userId, at, reason, salt }))) {
    return refuse('RESOURCE_NOT_FOUND', 'This tenant has no such key, or it is let in already.', {
      hint: 'Look at /safety.',
    });
  }
  tx.record(
    circuitResetEvidence({ id: newId('evd'), tenant: tx.tenantId, keyId, at, resetBy: userId, reason, salt }),
  );
  return accept({ keyId });
}
