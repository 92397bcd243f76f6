import { notAdmitted } from '@/db/queries/admission';
import { type Refusal, type Result, refuse } from '@/lib/domain/refusal';

/** A twin may be decided, or its time end, between two looks. */
const looks = 5;

/**
 * Runs a proposal's whole transaction. The database admits it where it is stored, and one that is not admitted has left
 * nothing: at its limit the proposer is refused; where a twin came between, the proposal looks again and finds it.
 */
export async function admitted<T>(propose: () => Promise<Result<T>>): Promise<Result<T>> {
  for (let look = 1; ; look += 1) {
    try {
      return await propose();
    } catch (fault) {
      const refused = notAdmitted(fault);
      if (refused?.because === 'limit') return { ok: false, refusal: limitReached(refused.limit) };
      if (refused === null || look === looks) throw fault;
    }
  }
}

function limitReached(limit: number): Refusal {
  const drafts = limit === 1 ? '1 draft of this key waits' : `${limit} drafts of this key wait`;
  return refuse('DRAFT_LIMIT_REACHED', `${drafts} for a decision, and that is its limit.`, {
    hint: 'Wait for decisions, or withdraw a draft that is no longer needed.',
  }).refusal;
}
