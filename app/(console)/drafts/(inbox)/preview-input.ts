import { z } from 'zod';
import { draftIdSchema } from '@/lib/domain/ids';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

const previewSchema = z.strictObject({ draftId: draftIdSchema, personId: z.string().max(100) });

/** UNTRUSTED INPUT: what was posted to the preview action. */
export function parsePreviewInput(
  draftId: unknown,
  personId: unknown,
): Result<z.infer<typeof previewSchema>> {
  const parsed = previewSchema.safeParse({ draftId, personId });
  return parsed.success
    ? accept(parsed.data)
    : refuse('VALIDATION_FAILED', 'The request is not in the expected form.');
}
