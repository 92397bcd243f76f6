import type { StoredDraft } from '@/db/queries/draft-row';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { statusNow } from '@/lib/domain/draft/lifecycle';
import { isObject } from '@/lib/domain/json/read-value';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import type { RequestContext } from '../request';
import type { CreatedDraft } from './create-draft';
import { type FollowInput, followDraft } from './follow-draft';

/**
 * Proposes a discarded or expired draft once more, as this person and against what is live now. What was decided stays
 * decided: this is a new draft.
 */
export const restoreDraft = (
  actor: Human,
  input: FollowInput,
  request: RequestContext,
): Promise<Result<CreatedDraft>> =>
  followDraft(actor, input, request, { as: 'restore', words: 'Restores', contentOf: again });

async function again(_: WriteTx, draft: StoredDraft) {
  const status = statusNow(draft, now());
  if (status !== 'discarded' && status !== 'expired') {
    return refuse('DRAFT_NOT_RESTORABLE', `This draft is ${status}, so there is nothing to restore.`);
  }
  // A stored spec proves nothing by being stored: it is parsed like one that arrives from outside.
  const spec = isObject(draft.proposedSpec) ? draft.proposedSpec : {};
  return accept({ operation: draft.operation, spec, baseVersion: null });
}
