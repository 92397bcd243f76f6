import { z } from 'zod';
import { decisionFields } from '@/lib/domain/draft/decision-fields';
import { proposalFields } from '@/lib/domain/draft/proposal';
import { accept } from '@/lib/domain/refusal';
import { draftRefSchema, toDraftRef } from '@/lib/domain/wire/draft-wire';
import { discardDraft } from '@/lib/use-cases/drafts/discard-draft';
import { defineTool, parseArgs } from '../tool';
import { writesDrafts } from '../tool-nature';

const input = z.strictObject({
  draft_id: decisionFields.draftId,
  reason: decisionFields.discardReason.describe('Why the draft is withdrawn'),
  message: decisionFields.discardMessage
    .optional()
    .describe('A note for people, plain text, at most 500 characters'),
  idempotency_key: proposalFields.idempotency_key.describe(
    'The same key with the same draft_id, reason and message within 24 hours answers as before',
  ),
});

const output = z.object({
  draft: draftRefSchema,
  evidence: z.object({ id: z.string(), merkle_position: z.int() }),
  duplicate: z.literal(true).optional().describe('This idempotency_key was answered before'),
});

export const draftDiscard = defineTool({
  ...writesDrafts,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  name: 'draft_discard',
  title: 'Withdraw a draft',
  description:
    'Withdraws a pending draft that this key proposed. The draft stays on record as discarded; that is final. Production does not change.',
  input,
  output,
  run: async ({ agent, args }) => {
    const asked = parseArgs(input, args);
    if (!asked.ok) return asked;
    const { draft_id: draftId, reason, message = '', idempotency_key: key } = asked.value;
    const discarded = await discardDraft(agent, { draftId, reason, message, idempotencyKey: key ?? null });
    if (!discarded.ok) return discarded;
    const { draft, evidence, replayed } = discarded.value;
    const content = {
      draft: toDraftRef(draft),
      evidence: { id: evidence.id, merkle_position: evidence.merklePosition },
      ...(replayed && { duplicate: true }),
    };
    return accept({ content, draftId });
  },
});
