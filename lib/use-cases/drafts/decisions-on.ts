import { type Agent, type Human, mayDecide } from '@/lib/domain/actor';
import type { CheckResult } from '@/lib/domain/draft/apply/check-result';
import type { Draft } from '@/lib/domain/draft/draft';
import type { Decision } from '@/lib/domain/draft/review';

type Question = {
  actor: Agent | Human;
  /** With the status as the clock says. */
  draft: Draft;
  checks: readonly CheckResult[];
  moved: boolean;
  /** The stored spec still has the digest that the draft records. */
  intact: boolean;
  /** Changes of this tenant are stopped. */
  stopped: boolean;
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
  if (!mayDecide(actor.role)) {
    const decision = notAllowed(`Your role is ${actor.role}. A reviewer or an admin decides.`);
    return { apply: decision, discard: decision };
  }
  return { apply: closed ?? applyOf(question), discard: closed ?? ready };
}

function applyOf(question: Question): Decision {
  const { actor, draft, checks, deciders } = question;
  const own = actor.kind === 'human' && draft.createdBy.id === actor.userId;
  if (own && deciders > 1) {
    return notAllowed('You proposed this draft. Someone else must apply it.');
  }
  const standing = standsInTheWay(question);
  if (standing) return standing;
  const failed = checks.find(({ status }) => status === 'fail');
  return failed?.code ? blocked(failed.code, failed.detail) : ready;
}

function standsInTheWay({ moved, intact, stopped }: Question): Decision | null {
  if (stopped) return blocked('KILL_SWITCH_ENGAGED', 'Changes of this tenant are stopped.');
  if (!intact) return blocked('SPEC_DIGEST_MISMATCH', 'The stored spec is not the one that was proposed.');
  return moved ? blocked('BASE_CHANGED', 'The live resource moved since this draft was made.') : null;
}

const ready: Decision = { state: 'ready' };
const blocked = (code: string, reason: string): Decision => ({ state: 'blocked', code, reason });
const notAllowed = (reason: string): Decision => ({ state: 'not_allowed', reason });
