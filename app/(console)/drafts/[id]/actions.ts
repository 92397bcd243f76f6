'use server';

import type {
  Applied,
  ApplyInput,
  ConfirmInput,
  Discarded,
  DiscardInput,
} from '@/components/drafts/decision-types';
import type { FollowInput } from '@/components/drafts/follow-up';
import { humanForAction } from '@/lib/auth/action-guard';
import { answerPage } from '@/lib/auth/answer-page';
import type { Result } from '@/lib/domain/refusal';
import { actionRequest } from '@/lib/http/action-request';
import { applyDraft } from '@/lib/use-cases/drafts/apply-draft';
import { confirmForTerminal } from '@/lib/use-cases/drafts/confirm-for-terminal';
import type { CreatedDraft } from '@/lib/use-cases/drafts/create-draft';
import { discardDraft } from '@/lib/use-cases/drafts/discard-draft';
import { restoreDraft } from '@/lib/use-cases/drafts/restore-draft';
import { revertDraft } from '@/lib/use-cases/drafts/revert-draft';
import { parseApplyInput, parseConfirmInput, parseDiscardInput, parseFollowInput } from './action-input';

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function applyDraftAction(posted: ApplyInput): Promise<Result<Applied>> {
  const input = parseApplyInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  if (!human.ok) return human;
  return answerPage(await applyDraft(human.value, input.value), await actionRequest());
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function discardDraftAction(posted: DiscardInput): Promise<Result<Discarded>> {
  const input = parseDiscardInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? discardDraft(human.value, input.value) : human;
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function revertDraftAction(posted: FollowInput): Promise<Result<CreatedDraft>> {
  const input = parseFollowInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  if (!human.ok) return human;
  return revertDraft(human.value, { ...input.value, rationale: null }, await actionRequest());
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function restoreDraftAction(posted: FollowInput): Promise<Result<CreatedDraft>> {
  const input = parseFollowInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  if (!human.ok) return human;
  return restoreDraft(human.value, { ...input.value, rationale: null }, await actionRequest());
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function confirmForTerminalAction(posted: ConfirmInput): Promise<Result<{ expiresAt: Date }>> {
  const input = parseConfirmInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  if (!human.ok) return human;
  return answerPage(await confirmForTerminal(human.value, input.value), await actionRequest());
}
