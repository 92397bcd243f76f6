import { z } from 'zod';

const form = /^(?:\*|[A-Za-z0-9][A-Za-z0-9_:/-]*(?:\.[A-Za-z0-9_:/-]+)*(?:\.\*)?)$/;

const eventType = z
  .string()
  .max(128)
  .regex(form, 'Use *, an exact name, or a prefix that ends in .* only.')
  .describe('Event name: *, an exact name such as invoice.paid, or a prefix such as charge.*');

/** Which events are received, in the order given. */
export const events = z
  .array(eventType)
  .min(1)
  .max(50)
  .refine((names) => new Set(names).size === names.length, 'Name each event once.')
  .default(['*'])
  .describe('Events to receive, 1 to 50, each once. Default: all');
