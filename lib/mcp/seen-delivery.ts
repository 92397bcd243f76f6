import { z } from 'zod';
import { deliveryStates } from '@/lib/domain/delivery/delivery';

/** What an agent is told to expect of a delivery: in few words, because every client reads them. More is answered. */
export const seenDeliverySchema = z.object({
  id: z.string(),
  draft_id: z.string(),
  state: z.enum(deliveryStates),
});

/** The same of one with its attempts. */
export const shownToAgentSchema = z.object({
  delivery: z.object({
    state: z.string(),
    attempts_made: z.array(z.object({ outcome: z.string() })),
  }),
});
