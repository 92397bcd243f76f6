import { type CheckContext, runCheck } from './check';
import type { CheckResult } from './check-result';
import { applyChecks } from './checks';

/** The nine as they stand now, for the review page and dry runs. An agent's own run leaves check 1 to the person. */
export function dryRun(context: CheckContext): CheckResult[] {
  return applyChecks
    .map((check): CheckResult => {
      const { number, id, title } = check;
      if (number === 1 && context.actor.kind !== 'human') {
        return { number, id, title, status: 'not_run', detail: 'asked when a person applies', code: null };
      }
      const outcome = runCheck(check, context);
      return outcome.pass
        ? { number, id, title, status: 'pass', detail: outcome.detail, code: null }
        : { number, id, title, status: 'fail', detail: outcome.detail, code: outcome.code };
    })
    .toSorted((a, b) => a.number - b.number);
}
