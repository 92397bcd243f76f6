import { z } from 'zod';

/** The name of a resource: unique per tenant and kind. */
export const slug = z
  .string()
  .min(3)
  .max(63)
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])$/, 'Use lower-case letters, digits and inner hyphens.')
  .describe('Name, unique per tenant and kind: 3 to 63 lower-case letters, digits and inner hyphens');
