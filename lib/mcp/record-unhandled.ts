import type { Caller } from './caller';
import { verdictFor } from './judge';
import { type Ending, logCall } from './log-call';
import type { Message } from './message';
import { handledMethods } from './recorded-methods';
import type { Tool } from './tool';
import { toolAsked } from './tool-asked';
import { tools } from './tools';

/** The status that the SDK gives a request whose client has gone while our handler still works on it. */
const clientGone = 499;

/**
 * Records a call that the SDK answered itself, before any handler of ours ran: an unknown resource, parameters that are no
 * parameters, headers that contradict the body. Its row is there before the first byte of its answer.
 */
export async function recordUnhandled(response: Response, caller: Caller): Promise<Response> {
  if (!handledMethods.has(caller.facts.message.method)) {
    if (caller.isProbe) await caller.settle(response.ok ? null : 'VALIDATION_FAILED');
    return response;
  }
  const record = async () => {
    if (!caller.recorded) await logCall(caller, endingOf(caller, response.status));
  };
  const { body, status, headers } = response;
  if (body === null || !headers.get('content-type')?.startsWith('text/event-stream')) {
    await record();
    return response;
  }
  const watch = {
    // A handler that has begun may say how far it is, and writes its own row before its answer.
    transform: async (bytes: Uint8Array, passed: TransformStreamDefaultController<Uint8Array>) => {
      if (!caller.isHandled) await record();
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
  if (httpStatus === clientGone) return { ...unheard, tool: toolNamed(message), httpStatus };
  if (message.method === 'completion/complete') return { ...completed(caller), httpStatus };
  const tool = toolNamed(message);
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

const toolNamed = ({ name }: Message): Tool | null => tools.find((tool) => tool.name === name) ?? null;

/** The client went before anything was run for it: what it asked for is kept all the same. */
const unheard = { ruleId: 'client:gone', errorCode: 'REQUEST_ABORTED', text: null, draftId: null } as const;

/** Values to choose from are answered by the SDK from what the policy lets this key read; from none, where it lets it read none. */
function completed(caller: Caller): Omit<Ending, 'httpStatus'> {
  const { method, name } = caller.facts.message;
  const tool = tools.find((one) => one.name === toolAsked(method, name)) ?? null;
  const nothing = { tool: null, text: null, draftId: null };
  if (tool === null) return { ...nothing, ruleId: 'protocol', errorCode: null };
  const { ruleId, reason, code } = verdictFor(caller, tool.classes.name);
  return { ...nothing, ruleId, reason, errorCode: code };
}
