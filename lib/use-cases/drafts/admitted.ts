import { notAdmitted } from '@/db/queries/admission';
import type { Agent, Human } from '@/lib/domain/actor';
import { type Refusal, type Result, refuse } from '@/lib/domain/refusal';

/** A twin may be decided, or its time end, between two looks. */
const looks = 5;

/**
 * Runs a proposal's whole transaction. The database admits it where it is stored, and one that is not admitted has left
 * nothing: at its limit the proposer is refused; where a twin came between, the proposal looks again and finds it.
 */
export async function admitted<T>(
  actor: Agent | Human,
  propose: () => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let look = 1; ; look += 1) {
    try {
      return await propose();
    } catch (fault) {
      const refused = notAdmitted(fault);
      if (refused?.because === 'limit') return { ok: false, refusal: limitReached(actor, refused.limit) };
      if (refused === null || look === looks) throw fault;
    }
  }
}

function limitReached(actor: Agent | Human, limit: number): Refusal {
  const [whose, its] = actor.kind === 'human' ? ['yours', 'the'] : ['this key', 'its'];
  const drafts = limit === 1 ? `1 draft of ${whose} waits` : `${limit} drafts of ${whose} wait`;
  return refuse('DRAFT_LIMIT_REACHED', `${drafts} for a decision, and that is ${its} limit.`, {
    hint: 'Wait for decisions, or withdraw a draft that is no longer needed.',
  }).refusal;
}
