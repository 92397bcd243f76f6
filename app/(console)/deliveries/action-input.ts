import { z } from 'zod';
import { deliveryIdSchema } from '@/lib/domain/ids';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

const resendSchema = z.strictObject({
  deliveryId: deliveryIdSchema,
  personId: z.string().max(100),
  idempotencyKey: z.uuid(),
});

/** UNTRUSTED INPUT: whatever was posted. */
export function parseResendInput(posted: unknown): Result<z.infer<typeof resendSchema>> {
  const parsed = resendSchema.safeParse(posted);
  return parsed.success
    ? accept(parsed.data)
    : refuse('VALIDATION_FAILED', 'The request is not in the expected form.');
}
