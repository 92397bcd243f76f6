import { z } from 'zod';
import { resourceKindNames } from '../resource/resource-kind';
import { draftSchema } from './draft-wire';

/** Where in the log the evidence of a decision lies. */
export const placeSchema = z.object({ id: z.string(), merkle_position: z.int() });

export const appliedSchema = z.object({
  draft: draftSchema,
  resource: z.object({ kind: z.enum(resourceKindNames), id: z.string(), version: z.int() }),
  evidence: placeSchema,
});

export const discardedSchema = z.object({ draft: draftSchema, evidence: placeSchema });

/** What became of the confirmation that a terminal waits for. */
export const confirmationSchema = z.object({ state: z.enum(['none', 'ready', 'used', 'expired']) });
