'use server';

import { humanForAction } from '@/lib/auth/action-guard';
import type { Review } from '@/lib/domain/draft/review';
import type { Result } from '@/lib/domain/refusal';
import { reviewDraft } from '@/lib/use-cases/drafts/review-draft';
import { parsePreviewInput } from './preview-input';

/** Reads one draft for the preview beside the list. UNTRUSTED INPUT: both arguments are whatever was posted. */
export async function previewDraftAction(draftId: string, personId: string): Promise<Result<Review>> {
  const input = parsePreviewInput(draftId, personId);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? reviewDraft(human.value, input.value.draftId) : human;
}
