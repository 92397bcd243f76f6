import { type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { reportCause } from '@/lib/door/report-cause';
import { reportFault } from '@/lib/door/report-fault';
import { refusalOfFault } from '@/lib/use-cases/fault';
import type { Caller } from './caller';
import { errorBody } from './error-body';
import { type Ending, logCall } from './log-call';
import { surfaceHash } from './surface';
import type { Answer, ToolCall } from './tool';

/** What decided a call, of which tool, and what it would change as it is now. */
type Decided = Pick<Ending, 'tool' | 'ruleId' | 'reason' | 'live'>;

/**
 * Runs `act` for one caller and writes its row. A fault becomes a refusal that says nothing of its cause; without a
 * row there is no answer.
 */
export async function recordAnswer(
  caller: Caller,
  { tool, ruleId, reason = null, live = null }: Decided,
  act: (call: Omit<ToolCall, 'args' | 'verdictOn'>) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  caller.row = 'of-its-handler';
  const { agent, correlationId, signal, message, stands } = caller.facts;
  const client = { name: message.clientName, version: message.clientVersion };
  const call = { agent, correlationId, client, surfaceHash, signal, stands, work: message.work };
  const answer = await act(call).catch((fault: unknown) => asRefusal(correlationId, fault));
  if (!answer.ok) reportCause(correlationId, answer.refusal);
  try {
    await logCall(caller, {
      tool,
      ruleId,
      reason,
      live,
      errorCode: answer.ok ? null : answer.refusal.code,
      httpStatus: 200,
      text: JSON.stringify(answer.ok ? answer.value.content : errorBody(answer.refusal, correlationId)),
      draftId: answer.ok ? (answer.value.draftId ?? null) : null,
    });
    return answer;
  } catch (fault) {
    reportFault(correlationId, fault);
    return unrecorded;
  }
}

/** A write may have happened by now: the same idempotency key answers what it did. */
const unrecorded = refuse(
  'INTERNAL_ERROR',
  'This call could not be recorded and counted, so it gets no answer.',
  {
    hint: 'Repeat it with the same idempotency_key, or tell the operator the correlation id.',
  },
);

function asRefusal(correlationId: string, fault: unknown): { ok: false; refusal: Refusal } {
  reportFault(correlationId, fault);
  return { ok: false, refusal: refusalOfFault(fault) };
}
