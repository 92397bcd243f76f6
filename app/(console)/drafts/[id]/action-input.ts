import { z } from 'zod';
import { discardReasons } from '@/lib/domain/draft/draft';
import { flagCodes } from '@/lib/domain/draft/flag-code';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

const common = {
  draftId: z.string().regex(/^[0-9A-Za-z_]{1,40}$/),
  personId: z.string().max(100),
  idempotencyKey: z.uuid(),
};

const applySchema = z.strictObject({
  ...common,
  proposedSpecDigest: z.string().max(80),
  lockVersion: z.int(),
  acknowledgedFlags: flagCodes,
});

const confirmSchema = applySchema.omit({ idempotencyKey: true });

const discardSchema = z.strictObject({
  ...common,
  reason: z.enum(discardReasons),
  message: z
    .string()
    .max(500)
    .refine((text) => text.isWellFormed() && !text.includes('\0')),
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
