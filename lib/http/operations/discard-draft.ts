import { z } from 'zod';
import { decisionFields } from '@/lib/domain/draft/decision-fields';
import { invalid } from '@/lib/domain/invalid';
import { accept, type Result } from '@/lib/domain/refusal';
import { discardedSchema } from '@/lib/domain/wire/decision-wire';
import { toDraftWire } from '@/lib/domain/wire/draft-wire';
import { discardDraft as discard } from '@/lib/use-cases/drafts/discard-draft';
import { discardedExample, placeExample } from '../examples';
import { type Answer, actorOf, type Call, type Operation } from '../operation';
import { decisionRefusals } from './apply-draft';
import { draftIdOf, noSuchDraft } from './show-draft';

const discardSchema = z.strictObject({
  reason: decisionFields.discardReason,
  message: decisionFields.discardMessage
    .optional()
    .describe('For the proposer, plain text, at most 500 characters'),
});

export const discardDraft: Operation = {
  name: 'discardDraft',
  tool: 'draft_discard',
  method: 'POST',
  path: '/api/v1/drafts/[id]/discard',
  summary: 'Reject a pending draft, or withdraw one’s own. Production does not change.',
  body: discardSchema,
  bodyExample: { reason: 'duplicate', message: 'The same as the draft of this morning' },
  answer: {
    status: 200,
    description: 'Discarded, and kept',
    schema: discardedSchema,
    example: { draft: discardedExample, evidence: placeExample },
  },
  refusals: [...decisionRefusals, 'NOT_DRAFT_OWNER'],
  run: async (call: Call): Promise<Result<Answer>> => {
    const draftId = draftIdOf(call.params);
    if (draftId === null) return noSuchDraft();
    const parsed = discardSchema.safeParse(call.input);
    if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
    const { reason, message = '' } = parsed.data;
    const { idempotencyKey } = call;
    const discarded = await discard(actorOf(call), { draftId, reason, message, idempotencyKey });
    if (!discarded.ok) return discarded;
    const { draft, evidence, replayed } = discarded.value;
    const place = { id: evidence.id, merkle_position: evidence.merklePosition };
    return accept({ body: { draft: toDraftWire(draft), evidence: place }, replayed, draftId });
  },
};
