import { z } from 'zod';
import type { Agent } from '@/lib/domain/actor';
import { outlookOf } from '@/lib/domain/draft/outlook';
import { accept, type Result } from '@/lib/domain/refusal';
import { draftDetailSchema, toDraftDetail } from '@/lib/domain/wire/draft-detail-wire';
import { outcomeSchema, toOutcome } from '@/lib/domain/wire/outcome-wire';
import { reviewUrl } from '@/lib/door/review-url';
import { reviewDraft } from '@/lib/use-cases/drafts/review-draft';
import { seesChangesStopped } from '@/lib/use-cases/drafts/sees-changes-stopped';
import type { Answer } from './tool';

export const shownDraftSchema = z.object({
  draft: draftDetailSchema,
  review_url: z.string(),
  apply: z
    .object({
      state: z.enum(['ready', 'blocked']),
      code: z.string().optional(),
      reason: z.string().optional(),
    })
    .describe('What the dry run says of an apply; when blocked, code and reason say why'),
  outcome: outcomeSchema,
  next_step: z.string().describe('What to do now'),
});

/** Everything that an agent may know of one draft. */
export async function showDraft(agent: Agent, draftId: string): Promise<Result<Answer>> {
  const review = await reviewDraft(agent, draftId);
  if (!review.ok) return review;
  const { draft } = review.value;
  const stopped = draft.status === 'pending' ? await seesChangesStopped(agent, draft) : null;
  const { apply, nextStep } = outlookOf(review.value, stopped);
  const content = {
    draft: toDraftDetail(review.value),
    review_url: reviewUrl(draftId),
    apply,
    outcome: toOutcome(review.value),
    next_step: nextStep,
  };
  return accept({ content, draftId });
}
