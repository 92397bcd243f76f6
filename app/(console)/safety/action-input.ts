import { z } from 'zod';
import { invalid } from '@/lib/domain/invalid';
import { releaseSchema, stopFields, stopSchema } from '@/lib/domain/limits/stop-fields';
import { accept, type Result } from '@/lib/domain/refusal';

const posted = { personId: z.string().max(100), idempotencyKey: z.uuid() };
const stopPosted = z.strictObject({
  ...posted,
  scope: stopFields.scope,
  subject: z.string().nullable(),
  reason: z.string(),
});
const releasePosted = z.strictObject({ ...posted, ...releaseSchema.shape, stopId: z.string().max(100) });
const resetPosted = z.strictObject({
  ...posted,
  keyId: z.string().max(100),
  reason: releaseSchema.shape.reason,
});

const read = <T>(schema: z.ZodType<T>, input: unknown): Result<T> => {
  const parsed = schema.safeParse(input);
  return parsed.success ? accept(parsed.data) : { ok: false, refusal: invalid(parsed.error) };
};

export const parseRelease = (input: unknown) => read(releasePosted, input);
export const parseReset = (input: unknown) => read(resetPosted, input);

/** UNTRUSTED INPUT: what the button posted, held to what the API takes. */
export function parseStop(input: unknown) {
  const form = read(stopPosted, input);
  if (!form.ok) return form;
  const { scope, subject, reason, personId, idempotencyKey } = form.value;
  const fields = read(stopSchema, { scope, reason, ...(subject !== null && { subject }) });
  if (!fields.ok) return fields;
  return accept({ scope, subject, reason, personId, idempotencyKey });
}
