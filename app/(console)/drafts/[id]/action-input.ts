import { z } from 'zod';
import { decisionFields } from '@/lib/domain/draft/decision-fields';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

const common = {
  draftId: decisionFields.draftId,
  personId: z.string().max(100),
  idempotencyKey: z.uuid(),
};

const applySchema = z.strictObject({
  ...common,
  proposedSpecDigest: decisionFields.proposedSpecDigest,
  lockVersion: decisionFields.lockVersion,
  acknowledgedFlags: decisionFields.acknowledgedFlags,
});

const confirmSchema = applySchema.omit({ idempotencyKey: true });

const discardSchema = z.strictObject({
  ...common,
  reason: decisionFields.discardReason,
  message: decisionFields.discardMessage,
});

const followSchema = z.strictObject(common);

function parse<T>(schema: z.ZodType<T>, posted: unknown): Result<T> {
  const parsed = schema.safeParse(posted);
  return parsed.success
    ? accept(parsed.data)
    : refuse('VALIDATION_FAILED', 'The request is not in the expected form.');
}

export const parseApplyInput = (posted: unknown) => parse(applySchema, posted);
export const parseConfirmInput = (posted: unknown) => parse(confirmSchema, posted);
export const parseDiscardInput = (posted: unknown) => parse(discardSchema, posted);
export const parseFollowInput = (posted: unknown) => parse(followSchema, posted);
