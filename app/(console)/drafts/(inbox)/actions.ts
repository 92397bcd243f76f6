'use server';

import { humanForAction } from '@/lib/auth/action-guard';
import type { Review } from '@/lib/domain/draft/review';
import type { Result } from '@/lib/domain/refusal';
import { reviewDraft } from '@/lib/use-cases/drafts/review-draft';

/** Reads one draft for the preview beside the list. UNTRUSTED INPUT: both arguments are whatever was posted. */
export async function previewDraftAction(draftId: string, personId: string): Promise<Result<Review>> {
  const human = await humanForAction(personId);
  return human.ok ? reviewDraft(human.value, draftId) : human;
}
