import type { Agent, Human } from '@/lib/domain/actor';
import { isAnothersToApply } from '@/lib/domain/draft/apply/proposed-by-another';
import type { Draft } from '@/lib/domain/draft/draft';
import type { Decision } from '@/lib/domain/draft/review';
import { type StopInForce, stoppedBy, stoppedRefusal } from '@/lib/domain/limits/stop';
import { decides } from '@/lib/domain/people/role-refusals';
import type { Refusal } from '@/lib/domain/refusal';

type Question = {
  actor: Agent | Human;
  /** With the status as the clock says. */
  draft: Draft;
  /** What stands against applying exactly what the page shows. */
  refusal: Refusal | null;
  /** What stops it. */
  stopped: StopInForce | null;
  /** People of the tenant who may decide. */
  deciders: number;
};

/** Which decisions this actor could take now, or why not in one sentence. Advice for the page: apply asks everything again. */
export function decisionsOn(question: Question): { apply: Decision; discard: Decision } {
  const { actor, draft } = question;
  const closed =
    draft.status === 'pending' ? null : blocked('DRAFT_NOT_PENDING', `This draft is ${draft.status}.`);
  if (actor.kind === 'agent') {
    const own = draft.createdBy.id === actor.keyId;
    return {
      apply: notAllowed('Only a person can apply a draft.'),
      discard: closed ?? (own ? ready : notAllowed('An agent can discard only its own drafts.')),
    };
  }
  const unfit = decides(actor.role);
  if (unfit) {
    const decision = notAllowed(unfit.message);
    return { apply: decision, discard: decision };
  }
  return { apply: closed ?? applyOf(question), discard: closed ?? ready };
}

function applyOf({ actor, draft, refusal, stopped, deciders }: Question): Decision {
  if (isAnothersToApply(actor, draft.createdBy, deciders)) {
    return notAllowed('You proposed this draft. Someone else must apply it.');
  }
  if (stopped) return blocked(stoppedRefusal(stopped.scope).code, stoppedBy(stopped));
  return refusal ? blocked(refusal.code, refusal.message) : ready;
}

const ready: Decision = { state: 'ready' };
const blocked = (code: string, reason: string): Decision => ({ state: 'blocked', code, reason });
const notAllowed = (reason: string): Decision => ({ state: 'not_allowed', reason });
