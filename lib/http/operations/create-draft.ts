import { z } from 'zod';
import { proposalFields } from '@/lib/domain/draft/proposal';
import { invalid } from '@/lib/domain/invalid';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { kindOf } from '@/lib/domain/resource/registry';
import { resourceKindNames } from '@/lib/domain/resource/resource-kind';
import { withWork } from '@/lib/domain/runs/work-of';
import { createdSchema } from '@/lib/domain/wire/created-wire';
import { toDraftWire } from '@/lib/domain/wire/draft-wire';
import { reviewUrl } from '@/lib/door/review-url';
import { createDraft as create } from '@/lib/use-cases/drafts/create-draft';
import { pendingExample, reviewUrlExample, specExample } from '../examples';
import { type Answer, actorOf, type Call, type Operation } from '../operation';

export const typeSchema = z.looseObject({
  type: z.enum(resourceKindNames).describe('The kind of resource: only endpoint in this version'),
});

export const createDraft: Operation = {
  name: 'createDraft',
  tool: 'draft_create_endpoint',
  method: 'POST',
  path: '/api/v1/drafts',
  summary: 'Propose a change. Nothing in production moves until a person applies the draft.',
  body: typeSchema.extend({ spec: z.record(z.string(), z.unknown()), ...proposalFields }).strict(),
  bodyExample: { type: 'endpoint', spec: specExample, rationale: 'Stripe events for the new ledger' },
  answer: {
    status: 201,
    description: 'The draft waits for a person',
    schema: createdSchema,
    example: { draft: pendingExample, review_url: reviewUrlExample, applied: false, warnings: [] },
  },
  refusals: [
    'MALFORMED_JSON',
    'HEADER_INVALID',
    'DRAFT_TYPE_NOT_CREATABLE',
    'VALIDATION_FAILED',
    'SECRET_MATERIAL_DETECTED',
    'TARGET_URL_INVALID',
    'PROVIDER_TEMPLATE_UNKNOWN',
    'RESOURCE_NAME_CONFLICT',
    'RESOURCE_NOT_FOUND',
    'BASE_CHANGED',
    'DRAFT_LIMIT_REACHED',
    'ENVIRONMENT_NOT_ALLOWED',
    'POLICY_DENIED',
    'IDEMPOTENCY_CONFLICT',
    'PAYLOAD_TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  run: propose,
};

async function propose(call: Call): Promise<Result<Answer>> {
  const parsed = typeSchema.safeParse(call.input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { type, ...proposal } = parsed.data;
  if (kindOf(type) === null) {
    return refuse('DRAFT_TYPE_NOT_CREATABLE', `Drafts of kind ${type} cannot be proposed in this version.`);
  }
  const keyed = withKey(proposal, call.idempotencyKey);
  if (!keyed.ok) return keyed;
  const { correlationId, client } = call;
  const request = { correlationId, channel: 'api', client } as const;
  const created = await create(actorOf(call), type, withWork(keyed.value, call.work), request);
  if (!created.ok) return created;
  const { draft, warnings, replayed, duplicate } = created.value;
  const body = {
    draft: toDraftWire(draft),
    review_url: reviewUrl(draft.id),
    applied: false,
    warnings,
    ...(duplicate && { duplicate: true }),
  };
  return accept({ body, replayed, location: `/api/v1/drafts/${draft.id}`, draftId: draft.id });
}

/** The key may stand in the header or in the body, but they may not differ. */
function withKey(proposal: Record<string, unknown>, header: string | null): Result<Record<string, unknown>> {
  const { idempotency_key: inBody } = proposal;
  if (header === null) return accept(proposal);
  if (inBody !== undefined && inBody !== header) {
    return refuse('HEADER_INVALID', 'Idempotency-Key and idempotency_key are not the same.');
  }
  return accept({ ...proposal, idempotency_key: header });
}
