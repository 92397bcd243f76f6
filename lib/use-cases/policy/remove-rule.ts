import { newId } from '@/db/new-id';
import { liveRules, lockPolicy, policyVersion, removeRule as remove } from '@/db/queries/policy-rules';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { policyChangedEvidence } from '@/lib/domain/evidence/policy-evidence';
import { changesPolicy } from '@/lib/domain/people/role-refusals';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { positionOf } from '../evidence/position-of';
import { actOnce } from '../once';
import { personStands } from '../person-stands';
import type { PolicyChanged } from './add-rule';

type Kept = { ruleId: string; version: number; evidenceId: string };

export const noSuchRule = () => refuse('RULE_NOT_FOUND', 'There is no such rule.');

/** Takes a rule of the person's tenant away. It stays on record, and holds for no call of an agent from then on. */
export async function removeRule(
  actor: Human,
  { ruleId, idempotencyKey: key }: { ruleId: string; idempotencyKey: string | null },
): Promise<Result<PolicyChanged>> {
  const result = await actOnce(
    actor,
    { operation: 'policy_rule_remove', key, request: { ruleId } },
    (tx) => takeAway(tx, actor, ruleId),
    (tx) => personStands(tx, actor, changesPolicy),
  );
  if (!result.ok) return result;
  const { kept, placed, replayed } = result.value;
  const { evidenceId, ...changed } = kept;
  return accept({ ...changed, evidence: await positionOf(actor, evidenceId, placed), replayed });
}

async function takeAway(tx: WriteTx, actor: Human, ruleId: string): Promise<Result<Kept>> {
  await lockPolicy(tx);
  const before = await liveRules(tx);
  if (!before.some(({ id }) => id === ruleId)) return noSuchRule();
  const version = (await policyVersion(tx)) + 1;
  const evidenceId = newId('evd');
  const at = now();
  await remove(tx, { id: ruleId, version, by: actor.userId, at });
  tx.record(
    policyChangedEvidence({
      id: evidenceId,
      tenant: tx.tenantId,
      changedBy: actor.userId,
      changedAt: at,
      change: 'removed',
      ruleId,
      version,
      before,
      after: before.filter(({ id }) => id !== ruleId),
    }),
  );
  return accept({ ruleId, version, evidenceId });
}
