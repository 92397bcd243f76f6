import type { Caller } from './caller';
import { type Ending, logCall, recordedMethods } from './log-call';
import { tools } from './tools';

/** The status that the SDK gives a request whose client has gone while our handler still works on it. */
const clientGone = 499;

/**
 * Records a call that the SDK answered itself, before any handler of ours ran: an unknown tool, parameters that are no
 * parameters, headers that contradict the body. A streamed answer is known only at its end.
 */
export async function recordUnhandled(response: Response, caller: Caller): Promise<Response> {
  if (!recordedMethods.has(caller.facts.message.method)) {
    if (caller.isProbe) await caller.settle(response.ok ? null : 'VALIDATION_FAILED');
    return response;
  }
  if (response.status === clientGone) return response;
  const record = async () => {
    if (!caller.recorded) await logCall(caller, endingOf(caller, response.status));
  };
  const { body, status, headers } = response;
  if (body === null || !headers.get('content-type')?.startsWith('text/event-stream')) {
    await record();
    return response;
  }
  // Also where the client does not wait for its end.
  const atItsEnd = { flush: record, cancel: record };
  const watched = body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(atItsEnd));
  return new Response(watched, { status, headers });
}

function endingOf({ facts: { message } }: Caller, httpStatus: number): Ending {
  const tool = tools.find(({ name }) => name === message.name) ?? null;
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
