import { newId } from '@/db/new-id';
import { insertRule, liveRules, lockPolicy, policyVersion } from '@/db/queries/policy-rules';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { policyChangedEvidence } from '@/lib/domain/evidence/policy-evidence';
import { changesPolicy } from '@/lib/domain/people/role-refusals';
import { type NewRule, parseRule } from '@/lib/domain/policy/parse-rule';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { positionOf } from '../evidence/position-of';
import { actOnce } from '../once';
import { personStands } from '../person-stands';

/** The most rules that hold at once: each call of an agent is held against all of them. */
const mostRules = 100;

export type PolicyChanged = {
  ruleId: string;
  version: number;
  evidence: { id: string; merklePosition: number };
  replayed: boolean;
};

type Kept = { ruleId: string; version: number; evidenceId: string };

/** Adds a rule to the policy of the person's tenant. It holds from the next call of an agent on. */
export async function addRule(
  actor: Human,
  { input, idempotencyKey: key }: { input: unknown; idempotencyKey: string | null },
): Promise<Result<PolicyChanged>> {
  const rule = parseRule(input);
  if (!rule.ok) return rule;
  const result = await actOnce(
    actor,
    { operation: 'policy_rule_add', key, request: rule.value },
    (tx) => add(tx, actor, rule.value),
    (tx) => personStands(tx, actor, changesPolicy),
  );
  if (!result.ok) return result;
  const { kept, placed, replayed } = result.value;
  const { evidenceId, ...changed } = kept;
  return accept({ ...changed, evidence: await positionOf(actor, evidenceId, placed), replayed });
}

async function add(tx: WriteTx, actor: Human, wanted: NewRule): Promise<Result<Kept>> {
  await lockPolicy(tx);
  const before = await liveRules(tx);
  if (before.length >= mostRules) {
    return refuse('VALIDATION_FAILED', `At most ${mostRules} rules hold at once.`, {
      hint: 'Remove one that is not needed any more.',
    });
  }
  const rule = { ...wanted, id: newId('rul') };
  const version = (await policyVersion(tx)) + 1;
  const evidenceId = newId('evd');
  const at = now();
  await insertRule(tx, { ...rule, version, created_by: actor.userId, created_at: at });
  tx.record(
    policyChangedEvidence({
      id: evidenceId,
      tenant: tx.tenantId,
      changedBy: actor.userId,
      changedAt: at,
      change: 'added',
      ruleId: rule.id,
      version,
      before,
      after: [...before, rule],
    }),
  );
  return accept({ ruleId: rule.id, version, evidenceId });
}
