'use server';

import type { ProposeState } from '@/components/propose/propose-types';
import { humanForAction } from '@/lib/auth/action-guard';
import type { FormTexts } from '@/lib/domain/form/read-form';
import { parseProposeInput } from './action-input';
import { answerForm, refusedForm } from './answer-form';

/** UNTRUSTED INPUT: both arguments are whatever was posted; the first is what the form showed, and is not read. */
export async function proposeChangeAction(
  _shown: ProposeState,
  posted: FormData | FormTexts,
): Promise<ProposeState> {
  const input = parseProposeInput(posted);
  if (!input.ok) return refusedForm(input.refusal);
  const human = await humanForAction(input.value.personId);
  return human.ok ? answerForm(human.value, input.value) : refusedForm(human.refusal, input.value.texts);
}
