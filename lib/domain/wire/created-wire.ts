import { z } from 'zod';
import { draftSchema } from './draft-wire';

/** A proposal that waits for a person now. */
export const createdSchema = z.object({
  draft: draftSchema,
  review_url: z.url(),
  applied: z.literal(false),
  warnings: z.array(z.string()),
  duplicate: z
    .literal(true)
    .optional()
    .describe('The same proposal of yours was waiting already: this is that draft, and nothing new was made'),
});
