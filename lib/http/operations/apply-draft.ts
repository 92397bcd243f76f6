import { z } from 'zod';
import { decisionFields } from '@/lib/domain/draft/decision-fields';
import { invalid } from '@/lib/domain/invalid';
import { accept, type Refusal, type RefusalCode, type Result } from '@/lib/domain/refusal';
import { appliedSchema } from '@/lib/domain/wire/decision-wire';
import { toDraftWire } from '@/lib/domain/wire/draft-wire';
import { reviewUrl } from '@/lib/door/review-url';
import { applyDraft as apply } from '@/lib/use-cases/drafts/apply-draft';
import { recordRefusedAttempt } from '@/lib/use-cases/drafts/record-refused-attempt';
import { appliedExample, placeExample, resourceExample } from '../examples';
import { type Answer, type Call, type Operation, personOf } from '../operation';
import { draftIdOf, noSuchDraft } from './show-draft';

const applySchema = z.strictObject({
  proposed_spec_digest: decisionFields.proposedSpecDigest.describe('The digest of what you were shown'),
  lock_version: decisionFields.lockVersion.describe('The lock version of what you were shown'),
  acknowledged_flags: decisionFields.acknowledgedFlags
    .optional()
    .describe(
      'Codes of the flags you looked into. When given, every high flag that stands must be among them.',
    ),
  reason: decisionFields.applyReason.optional().describe('Why, in plain text; kept with the draft'),
});

export const decisionRefusals = [
  'MALFORMED_JSON',
  'HEADER_INVALID',
  'DRAFT_NOT_FOUND',
  'DRAFT_PURGED',
  'DRAFT_NOT_PENDING',
  'DRAFT_EXPIRED',
  'IDEMPOTENCY_CONFLICT',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'VALIDATION_FAILED',
] as const satisfies readonly RefusalCode[];

export const applyDraft: Operation = {
  name: 'applyDraft',
  method: 'POST',
  path: '/api/v1/drafts/[id]/apply',
  summary: 'Put a draft into production. People only: no agent credential can, in any place of the request.',
  needsUserId: true,
  body: applySchema,
  bodyExample: { proposed_spec_digest: appliedExample.proposed_spec_digest, lock_version: 1 },
  answer: {
    status: 200,
    description: 'Applied: the resource and the evidence are durable',
    schema: appliedSchema,
    example: { draft: appliedExample, resource: resourceExample, evidence: placeExample },
  },
  refusals: [
    ...decisionRefusals,
    'TENANT_MISMATCH',
    'PROPOSER_CANNOT_APPLY',
    'SPEC_DIGEST_MISMATCH',
    'LOCK_VERSION_CONFLICT',
    'BASE_CHANGED',
    'DRAFT_TYPE_NOT_APPLICABLE',
    'PROPOSED_SPEC_INVALID',
    'PROVIDER_TEMPLATE_UNKNOWN',
    'TARGET_URL_INVALID',
    'SECRET_MATERIAL_DETECTED',
    'APPLY_VALIDATION_ERROR',
    'CHECKLIST_INCOMPLETE',
    'KILL_SWITCH_ENGAGED',
    'RUN_STOPPED',
    'APPROVAL_REQUIRED',
    'APPROVAL_CONSUMED',
    'APPROVAL_EXPIRED',
    'OUTCOME_UNKNOWN',
  ],
  run: decide,
  onProgram: (found, params, asked) => recordRefusedAttempt(found, draftIdOf(params), asked),
};

async function decide(call: Call): Promise<Result<Answer>> {
  const person = personOf(call);
  if (!person.ok) return person;
  const draftId = draftIdOf(call.params);
  if (draftId === null) return noSuchDraft();
  const parsed = applySchema.safeParse(call.input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { proposed_spec_digest: proposedSpecDigest, lock_version: lockVersion, reason = null } = parsed.data;
  const applied = await apply(person.value, {
    draftId,
    proposedSpecDigest,
    lockVersion,
    acknowledgedFlags: parsed.data.acknowledged_flags ?? null,
    reason,
    idempotencyKey: call.idempotencyKey,
  });
  if (!applied.ok) return needsBrowser.has(applied.refusal.code) ? withConfirmUrl(applied, draftId) : applied;
  const { draft, resource, evidence, replayed } = applied.value;
  const place = { id: evidence.id, merkle_position: evidence.merklePosition };
  const { kind, id, version } = resource;
  const body = { draft: toDraftWire(draft), resource: { kind, id, version }, evidence: place };
  return accept({ body, replayed });
}

const needsBrowser = new Set<RefusalCode>(['APPROVAL_REQUIRED', 'APPROVAL_CONSUMED', 'APPROVAL_EXPIRED']);

const withConfirmUrl = ({ refusal }: { refusal: Refusal }, draftId: string): Result<never> => ({
  ok: false,
  refusal: { ...refusal, confirmUrl: `${reviewUrl(draftId)}?confirm=terminal` },
});
