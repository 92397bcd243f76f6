import type { Result } from '@/lib/domain/refusal';
import { reportCause } from '@/lib/door/report-cause';
import type { RequestContext } from '@/lib/use-cases/request';

/** What a server action answers its page: of a check that broke the id under which the log has it, and not the cause. */
export function answerPage<T>(result: Result<T>, { correlationId }: RequestContext): Result<T> {
  if (result.ok || !('cause' in result.refusal)) return result;
  reportCause(correlationId, result.refusal);
  const { cause: _, ...refusal } = result.refusal;
  return { ok: false, refusal: { ...refusal, hint: `Tell the operator ${correlationId}.` } };
}
