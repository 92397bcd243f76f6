import { z } from 'zod';
import { evidenceSchema } from '@/lib/domain/wire/evidence-wire';

/** A leaf as an agent is told to expect it: `event` by its name, because the list of them is in the input already. */
export const seenEvidenceSchema = evidenceSchema.extend({ event: z.string() });
