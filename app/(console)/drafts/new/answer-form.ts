import type { ProposeState } from '@/components/propose/propose-types';
import type { Human } from '@/lib/domain/actor';
import type { Refusal } from '@/lib/domain/refusal';
import { inAction } from '@/lib/http/action-request';
import { checkedBody } from '@/lib/http/checked-body';
import { checkDraft } from '@/lib/use-cases/drafts/check-draft';
import { createDraft } from '@/lib/use-cases/drafts/create-draft';
import type { ProposeInput } from './action-input';

/** What the form shows after a press that was refused; what was typed goes back to whoever typed it. */
export const refusedForm = (refusal: Refusal, texts: ProposeState['texts'] = null): ProposeState => ({
  texts,
  refusal,
  checked: null,
  made: null,
});

/** Tries or makes the proposal of this person. */
export async function answerForm(human: Human, input: ProposeInput): Promise<ProposeState> {
  const { type, texts, proposal } = input;
  if (!proposal.ok) return refusedForm(proposal.refusal, texts);
  if (input.intent === 'check') return tried(human, type, texts, proposal.value);
  const created = await inAction((request) => createDraft(human, type, proposal.value, request));
  if (!created.ok) return refusedForm(created.refusal, texts);
  const { draft, duplicate } = created.value;
  return { texts: null, refusal: null, checked: null, made: { draftId: draft.id, duplicate } };
}

/** As proposing it would be answered: a reason is asked for too. */
async function tried(
  human: Human,
  type: ProposeInput['type'],
  texts: ProposeInput['texts'],
  proposal: Record<string, unknown>,
): Promise<ProposeState> {
  const checked = await checkDraft(human, type, { ...proposal, rationale: proposal['rationale'] ?? '' });
  if (!checked.ok) return refusedForm(checked.refusal, texts);
  return { texts, refusal: checked.value.refusal, checked: checkedBody(checked.value), made: null };
}
