import { z } from 'zod';
import { proposalFields } from '@/lib/domain/draft/proposal';
import { invalid } from '@/lib/domain/invalid';
import { accept, type Result } from '@/lib/domain/refusal';
import { checkedProposalSchema } from '@/lib/domain/wire/checked-proposal-wire';
import { checkDraft as check } from '@/lib/use-cases/drafts/check-draft';
import { checkedBody } from '../checked-body';
import { checkedExample, specExample } from '../examples';
import { type Answer, actorOf, type Call, type Operation } from '../operation';
import { typeSchema } from './create-draft';

export const checkDraft: Operation = {
  name: 'checkDraft',
  tool: 'draft_check_endpoint',
  method: 'POST',
  path: '/api/v1/drafts/check',
  summary: 'Try a proposal without making it: what would change, in words, with the risks. Stores nothing.',
  body: typeSchema
    .extend({
      spec: z.record(z.string(), z.unknown()),
      ...proposalFields,
      rationale: proposalFields.rationale.optional(),
    })
    .strict(),
  bodyExample: { type: 'endpoint', spec: specExample },
  answer: {
    status: 200,
    description: 'What would become of it; `refusal` is what proposing it would answer',
    schema: checkedProposalSchema,
    example: checkedExample,
  },
  refusals: [
    'MALFORMED_JSON',
    'DRAFT_TYPE_NOT_CREATABLE',
    'VALIDATION_FAILED',
    'PAYLOAD_TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  run: async (call: Call): Promise<Result<Answer>> => {
    const parsed = typeSchema.safeParse(call.input);
    if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
    const { type, ...proposal } = parsed.data;
    const checked = await check(actorOf(call), type, proposal, call.verdictOn);
    return checked.ok ? accept({ body: checkedBody(checked.value) }) : checked;
  },
};
