import type { z } from 'zod';
import { issuesOf } from './input-issues';
import { type Refusal, refuse } from './refusal';

/** `VALIDATION_FAILED` with the paths and rules that failed. `prefix` is the path of what was parsed. */
export function invalid(error: z.ZodError, prefix: readonly string[] = []): Refusal {
  const issues = issuesOf(error.issues, prefix);
  const named = issues.slice(0, 3).map(({ path, message }) => (path ? `${path}: ${message}` : message));
  return refuse('VALIDATION_FAILED', `The input is not valid. ${named.join('; ')}`.slice(0, 500), { issues })
    .refusal;
}
