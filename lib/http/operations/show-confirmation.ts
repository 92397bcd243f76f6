import { z } from 'zod';
import { invalid } from '@/lib/domain/invalid';
import { accept } from '@/lib/domain/refusal';
import { confirmationSchema } from '@/lib/domain/wire/decision-wire';
import { digest } from '@/lib/domain/wire/wire-values';
import { confirmationState } from '@/lib/use-cases/drafts/confirm-for-terminal';
import { type Operation, personOf } from '../operation';
import { draftIdOf, noSuchDraft } from './show-draft';

const querySchema = z.strictObject({ proposed_spec_digest: digest.describe('What is to be applied') });

export const showConfirmation: Operation = {
  name: 'showConfirmation',
  method: 'GET',
  path: '/api/v1/drafts/[id]/confirmation',
  summary: 'Say whether this person confirmed this digest in the browser, for the terminal that waits for it',
  query: querySchema,
  answer: {
    status: 200,
    description: 'What became of their latest confirmation',
    schema: confirmationSchema,
    example: { state: 'none' },
  },
  refusals: ['DRAFT_NOT_FOUND', 'DRAFT_PURGED', 'VALIDATION_FAILED'],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const draftId = draftIdOf(call.params);
    if (draftId === null) return noSuchDraft();
    const parsed = querySchema.safeParse(call.input);
    if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
    const { proposed_spec_digest: proposedSpecDigest } = parsed.data;
    const state = await confirmationState(person.value, { draftId, proposedSpecDigest });
    return state.ok ? accept({ body: { state: state.value } }) : state;
  },
};
