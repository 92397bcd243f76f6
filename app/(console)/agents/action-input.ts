import { z } from 'zod';
import { keyIdSchema } from '@/lib/domain/ids';
import { graceHours } from '@/lib/domain/keys/key-request';
import { keyVerbs } from '@/lib/domain/keys/key-verb';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

const whose = { personId: z.string().max(100), idempotencyKey: z.uuid() };

const actSchema = z.strictObject({
  keyId: keyIdSchema,
  verb: z.enum(keyVerbs),
  reason: z.string().max(500),
  graceHours: z.int().min(0).max(graceHours.most),
  ...whose,
});

/** UNTRUSTED INPUT: whatever was posted. */
export const parseKeyAct = (posted: unknown) => parsedBy(actSchema, posted);

const newKeySchema = z.strictObject({ wanted: z.unknown(), ...whose });

/** UNTRUSTED INPUT: whatever was posted. What is wanted is refused field by field where the key is made. */
export const parseNewKey = (posted: unknown) => parsedBy(newKeySchema, posted);

const changedKeySchema = z.strictObject({ keyId: keyIdSchema, wanted: z.unknown(), ...whose });

/** UNTRUSTED INPUT: whatever was posted. What is wanted is refused field by field where the key is changed. */
export const parseChangedKey = (posted: unknown) => parsedBy(changedKeySchema, posted);

function parsedBy<T>(schema: z.ZodType<T>, posted: unknown): Result<T> {
  const parsed = schema.safeParse(posted);
  return parsed.success
    ? accept(parsed.data)
    : refuse('VALIDATION_FAILED', 'The request is not in the expected form.');
}
