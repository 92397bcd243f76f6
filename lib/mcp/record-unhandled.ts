import { isToolName } from '@/lib/domain/policy/tool-classes';
import { settleRequest } from '@/lib/use-cases/limits/settle-request';
import type { Caller } from './caller';
import { verdictFor } from './judge';
import { type Ending, logCall } from './log-call';
import { handledMethods } from './recorded-methods';
import { toolCalled } from './tool-called';

/** The status that the SDK gives a request whose client has gone while our handler still works on it. */
const clientGone = 499;

/**
 * Records a call that the SDK answered itself, before any handler of ours ran: an unknown resource, parameters that are no
 * parameters, headers that contradict the body. Its row is there before the first byte of its answer.
 */
export async function recordUnhandled(response: Response, caller: Caller): Promise<Response> {
  if (!handledMethods.has(caller.facts.message.method)) {
    if (caller.isProbe) {
      const code = response.ok ? null : 'VALIDATION_FAILED';
      await settleRequest(caller.facts.agent, { code, probe: true });
    }
    return response;
  }
  const record = async () => {
    if (caller.row !== 'written') await logCall(caller, endingOf(caller, response.status));
  };
  const { body, status, headers } = response;
  if (body === null || !headers.get('content-type')?.startsWith('text/event-stream')) {
    await record();
    return response;
  }
  const watch = {
    // A handler that has begun may say how far it is, and writes its own row before its answer.
    transform: async (bytes: Uint8Array, passed: TransformStreamDefaultController<Uint8Array>) => {
      if (caller.row === 'of-the-door') await record();
      passed.enqueue(bytes);
    },
    flush: record,
    cancel: record,
  };
  const watched = body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(watch));
  return new Response(watched, { status, headers });
}

function endingOf(caller: Caller, httpStatus: number): Ending {
  const { message } = caller.facts;
  if (httpStatus === clientGone) return { ...unheard, tool: toolCalled(message), httpStatus };
  if (message.method === 'completion/complete') return { ...completed(caller), httpStatus };
  const tool = toolCalled(message);
  const unknown = message.method === 'tools/call' && tool === null;
  return {
    tool,
    ruleId: unknown ? 'tool:unknown' : 'protocol',
    errorCode: unknown ? 'TOOL_NOT_FOUND' : 'VALIDATION_FAILED',
    httpStatus,
    text: null,
    draftId: null,
  };
}

/** The client went before anything was run for it: what it asked for is kept all the same. */
const unheard = { ruleId: 'client:gone', errorCode: 'REQUEST_ABORTED', text: null, draftId: null } as const;

/** Values to choose from are answered by the SDK from what the policy lets this key read; from none, where it lets it read none. */
function completed(caller: Caller): Omit<Ending, 'httpStatus'> {
  const { tool } = caller.facts;
  const nothing = { tool: null, text: null, draftId: null };
  if (tool === null || !isToolName(tool)) return { ...nothing, ruleId: 'protocol', errorCode: null };
  const { ruleId, reason, code } = verdictFor(caller, tool);
  return { ...nothing, ruleId, reason, errorCode: code };
}
