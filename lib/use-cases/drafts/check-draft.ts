import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent, Human } from '@/lib/domain/actor';
import type { CheckResult } from '@/lib/domain/draft/apply/check-result';
import { dryRun } from '@/lib/domain/draft/apply/dry-run';
import type { Appraisal } from '@/lib/domain/draft/appraise';
import { type Operation, operations } from '@/lib/domain/draft/draft';
import { ttlHours } from '@/lib/domain/draft/lifecycle';
import type { MayDecide } from '@/lib/domain/draft/may-decide';
import { type Proposal, parseProposal } from '@/lib/domain/draft/proposal';
import { toldToAuthor } from '@/lib/domain/draft/text-flags';
import { digestOf } from '@/lib/domain/evidence/digest';
import { valueAt } from '@/lib/domain/json/read-value';
import { refusalOf } from '@/lib/domain/policy/verdict-refusal';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { kindOf } from '@/lib/domain/resource/registry';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import type { VerdictOn } from '../policy/decide-call';
import { assess, warningsOf } from './assess-proposal';
import { mayPropose } from './may-propose';
import { whoMayDecide } from './who-may-decide';

/** What would become of a proposal now. `refusal` is the answer that proposing it would get. */
export type CheckedProposal = {
  refusal: Refusal | null;
  checks: readonly CheckResult[];
  proposedSpecDigest: string | null;
  appraisal: Appraisal | null;
  warnings: readonly string[];
  /** Null for an agent, which is told no names, and where nothing would wait. */
  mayDecide: MayDecide | null;
};

/**
 * Runs the nine checks and the rules of proposing on an unparsed proposal. Stores nothing; a rationale is not needed.
 * An agent's `verdictOn` is asked of the proposing itself: a check is another call, which may be let in where that is not.
 */
export async function checkDraft(
  actor: Agent | Human,
  type: ResourceKindName,
  input: Readonly<Record<string, unknown>>,
  verdictOn: VerdictOn | null = null,
): Promise<Result<CheckedProposal>> {
  const denied = mayPropose(actor, type);
  if (denied) return { ok: false, refusal: denied };
  const kind = kindOf(type);
  if (kind === null) return refuse('DRAFT_TYPE_NOT_CREATABLE', `Drafts of kind ${type} cannot be proposed.`);
  const proposal = parseProposal(kind, { rationale: 'dry run', ...input });
  const checks = (hours: number) => checksOf(actor, type, proposal.ok ? proposal.value : input, hours);
  const barred = verdictOn && refusalOf(verdictOn('draft_create_endpoint'));
  if (barred) return accept(unacceptable(barred, checks(ttlHours.min)));
  if (!proposal.ok) return accept(unacceptable(proposal.refusal, checks(ttlHours.min)));
  const [assessed, mayDecide] = await withTenantRead(actor, (tx) =>
    Promise.all([
      assess(tx, actor, proposal.value),
      actor.kind === 'human' ? whoMayDecide(tx, actor.userId) : null,
    ]),
  );
  if (!assessed.ok) return accept(unacceptable(assessed.refusal, checks(ttlHours.min)));
  const { appraisal } = assessed.value;
  return accept({
    refusal: null,
    checks: checks(assessed.value.ttlHours),
    proposedSpecDigest: digestOf(proposal.value.spec),
    appraisal: actor.kind === 'agent' ? { ...appraisal, flags: toldToAuthor(appraisal.flags) } : appraisal,
    warnings: warningsOf(actor, proposal.value, assessed.value),
    mayDecide,
  });
}

const unacceptable = (refusal: Refusal, checks: readonly CheckResult[]): CheckedProposal => ({
  refusal,
  checks,
  proposedSpecDigest: null,
  appraisal: null,
  warnings: [],
  mayDecide: null,
});

/** The nine, as if the draft had just been stored. */
function checksOf(
  actor: Agent | Human,
  type: ResourceKindName,
  asked: Proposal | Readonly<Record<string, unknown>>,
  hours: number,
) {
  const at = now();
  const operation = operations.find((known) => known === valueAt(asked, 'operation')) ?? fallback;
  return dryRun({
    actor,
    now: at,
    draft: {
      tenantId: actor.tenantId,
      type,
      operation,
      status: 'pending',
      expiresAt: new Date(at.getTime() + hours * 3_600_000),
      proposedSpec: valueAt(asked, 'spec'),
    },
  });
}

const fallback: Operation = 'create';
