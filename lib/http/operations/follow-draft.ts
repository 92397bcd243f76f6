import { z } from 'zod';
import { proposalFields } from '@/lib/domain/draft/proposal';
import { invalid } from '@/lib/domain/invalid';
import { accept, type RefusalCode, type Result } from '@/lib/domain/refusal';
import { toDraftWire } from '@/lib/domain/wire/draft-wire';
import { reviewUrl } from '@/lib/door/review-url';
import type { restoreDraft } from '@/lib/use-cases/drafts/restore-draft';
import { type Answer, type Call, type Operation, personOf } from '../operation';
import { createDraft } from './create-draft';
import { draftIdOf, noSuchDraft } from './show-draft';

const followSchema = z.strictObject({
  rationale: proposalFields.rationale
    .optional()
    .describe('Why, in plain text. Default: a sentence that names the draft.'),
});

type Follow = Pick<Operation, 'name' | 'path' | 'summary'> & {
  /** What it may refuse besides what a proposal may. */
  refusals: readonly RefusalCode[];
  act: typeof restoreDraft;
};

/** A person's proposal that follows from a decided draft, answered like any other proposal. */
export const followOperation = ({ act, refusals, ...said }: Follow): Operation => ({
  ...said,
  method: 'POST',
  body: followSchema,
  bodyExample: { rationale: 'The new host does not answer' },
  answer: createDraft.answer,
  refusals: [...createDraft.refusals, 'DRAFT_NOT_FOUND', 'DRAFT_PURGED', ...refusals],
  run: async (call: Call): Promise<Result<Answer>> => {
    const person = personOf(call);
    if (!person.ok) return person;
    const draftId = draftIdOf(call.params);
    if (draftId === null) return noSuchDraft();
    const parsed = followSchema.safeParse(call.input);
    if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
    const { correlationId, idempotencyKey } = call;
    const input = { draftId, rationale: parsed.data.rationale ?? null, idempotencyKey };
    const made = await act(person.value, input, { correlationId, channel: 'api' });
    if (!made.ok) return made;
    const { draft, warnings, replayed, duplicate } = made.value;
    const body = {
      draft: toDraftWire(draft),
      review_url: reviewUrl(draft.id),
      applied: false,
      warnings,
      ...(duplicate && { duplicate: true }),
    };
    return accept({ body, replayed, location: `/api/v1/drafts/${draft.id}` });
  },
});
