import { z } from 'zod';
import { ruleIdSchema } from '@/lib/domain/ids';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { tryPolicySchema } from '@/lib/domain/wire/policy-wire';

const person = { personId: z.string().max(100) };
const once = { ...person, idempotencyKey: z.uuid() };
const addSchema = z.strictObject({ ...once, rule: z.record(z.string(), z.unknown()) });
const removeSchema = z.strictObject({ ...once, ruleId: ruleIdSchema });
const trySchema = z.strictObject({ ...person, asked: tryPolicySchema });

function parsedBy<T>(schema: z.ZodType<T>, posted: unknown): Result<T> {
  const parsed = schema.safeParse(posted);
  return parsed.success
    ? accept(parsed.data)
    : refuse('VALIDATION_FAILED', 'The request is not in the expected form.');
}

/** UNTRUSTED INPUT: what the policy page posted. The rule itself is parsed by the use case, field by field. */
export const parseAdd = (posted: unknown) => parsedBy(addSchema, posted);
export const parseRemove = (posted: unknown) => parsedBy(removeSchema, posted);
export const parseTry = (posted: unknown) => parsedBy(trySchema, posted);
