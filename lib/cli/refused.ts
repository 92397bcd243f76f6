import { z } from 'zod';
import { exitCodes, exitOf } from './exit-codes';
import { CliFailure } from './failure';
import { visibleAnswer } from './safe-text';

const problemSchema = z.looseObject({
  code: z.string(),
  detail: z.string(),
  hint: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  retry_after: z.number().optional(),
  confirm_url: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** The server said no. Carries the problem as it was answered, made visible. */
export class Refused extends CliFailure {
  readonly problem: Problem;

  constructor(problem: Problem, status: number) {
    const { code, detail, hint } = problem;
    super(exitOf(code, status), detail, { code, problem, ...(hint !== undefined && { hint }) });
    this.problem = problem;
  }
}

/** A state change was sent and no answer came: nobody here knows whether it happened. */
export class OutcomeUnknown extends CliFailure {
  constructor(url: string) {
    super(exitCodes.temporary, `${url} did not answer. Outcome unknown.`, {
      hint: 'Is it the right address? DRAFT_URL or draft config set url names it.',
    });
  }
}

/** UNTRUSTED INPUT: whatever came with an error status. */
export function refusedBy(raw: unknown, status: number): Refused {
  const parsed = problemSchema.safeParse(visibleAnswer(raw));
  const problem = parsed.data ?? { code: 'INTERNAL_ERROR', detail: `The server answered ${status}.` };
  return new Refused(problem, status);
}
