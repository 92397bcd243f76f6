'use server';

import type { Applied, ApplyInput, Discarded, DiscardInput } from '@/components/drafts/decision-types';
import { humanForAction } from '@/lib/auth/action-guard';
import type { Result } from '@/lib/domain/refusal';
import { applyDraft } from '@/lib/use-cases/drafts/apply-draft';
import { discardDraft } from '@/lib/use-cases/drafts/discard-draft';
import { parseApplyInput, parseDiscardInput } from './action-input';

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function applyDraftAction(posted: ApplyInput): Promise<Result<Applied>> {
  const input = parseApplyInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? applyDraft(human.value, input.value) : human;
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function discardDraftAction(posted: DiscardInput): Promise<Result<Discarded>> {
  const input = parseDiscardInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? discardDraft(human.value, input.value) : human;
}
