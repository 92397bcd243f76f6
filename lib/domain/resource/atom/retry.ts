import { z } from 'zod';

/** Redelivery after a failed attempt; absent means the platform's defaults, which are filled in. */
export const retry = z
  .strictObject({
    max_attempts: z.int().min(0).max(10).default(5).describe('Retries after the first attempt, 0 to 10'),
    backoff: z.enum(['exponential', 'fixed']).default('exponential').describe('How the wait grows'),
    initial_seconds: z.int().min(1).max(60).default(1).describe('First wait in seconds, 1 to 60'),
    max_seconds: z
      .int()
      .min(1)
      .max(3600)
      .default(60)
      .describe('Longest wait in seconds, 1 to 3600, not below initial_seconds'),
  })
  .refine(({ initial_seconds, max_seconds }) => max_seconds >= initial_seconds, {
    path: ['max_seconds'],
    message: 'Must not be below initial_seconds.',
  })
  .default({ max_attempts: 5, backoff: 'exponential', initial_seconds: 1, max_seconds: 60 })
  .describe('Redelivery after a failed attempt');
