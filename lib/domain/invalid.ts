import type { z } from 'zod';
import { issuesOf } from './input-issues';
import { summaryOf } from './input-words';
import { type Refusal, refuse } from './refusal';

/** `VALIDATION_FAILED` with the paths and rules that failed. `prefix` is the path of what was parsed. */
export function invalid(error: z.ZodError, prefix: readonly string[] = []): Refusal {
  const issues = issuesOf(error.issues, prefix);
  return refuse('VALIDATION_FAILED', `The input is not valid. ${summaryOf(issues)}`.slice(0, 500), { issues })
    .refusal;
}
