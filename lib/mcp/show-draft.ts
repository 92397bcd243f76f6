import { z } from 'zod';
import type { Agent } from '@/lib/domain/actor';
import { accept, type Result } from '@/lib/domain/refusal';
import { draftDetailSchema, toDraftDetail } from '@/lib/domain/wire/draft-detail-wire';
import { reviewUrl } from '@/lib/door/review-url';
import { reviewDraft } from '@/lib/use-cases/drafts/review-draft';
import type { Answer } from './tool';

export const shownDraftSchema = z.object({ draft: draftDetailSchema, review_url: z.string() });

/** Everything that an agent may know of one draft. */
export async function showDraft(agent: Agent, draftId: string): Promise<Result<Answer>> {
  const review = await reviewDraft(agent, draftId);
  if (!review.ok) return review;
  const content = { draft: toDraftDetail(review.value), review_url: reviewUrl(draftId) };
  return accept({ content, draftId });
}
