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
import { inAction } from '@/lib/http/action-request';
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
  return inAction(async (request) => answerPage(await applyDraft(human.value, input.value), request));
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function discardDraftAction(posted: DiscardInput): Promise<Result<Discarded>> {
  const input = parseDiscardInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  return human.ok ? inAction(() => discardDraft(human.value, input.value)) : human;
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function revertDraftAction(posted: FollowInput): Promise<Result<CreatedDraft>> {
  const input = parseFollowInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  if (!human.ok) return human;
  const asked = { ...input.value, rationale: null };
  return inAction((request) => revertDraft(human.value, asked, request));
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function restoreDraftAction(posted: FollowInput): Promise<Result<CreatedDraft>> {
  const input = parseFollowInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  if (!human.ok) return human;
  const asked = { ...input.value, rationale: null };
  return inAction((request) => restoreDraft(human.value, asked, request));
}

/** UNTRUSTED INPUT: the argument is whatever was posted. */
export async function confirmForTerminalAction(posted: ConfirmInput): Promise<Result<{ expiresAt: Date }>> {
  const input = parseConfirmInput(posted);
  if (!input.ok) return input;
  const human = await humanForAction(input.value.personId);
  if (!human.ok) return human;
  return inAction(async (request) => answerPage(await confirmForTerminal(human.value, input.value), request));
}
