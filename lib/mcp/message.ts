import { CLIENT_INFO_META_KEY, PROTOCOL_VERSION_META_KEY } from '@modelcontextprotocol/server';
import { isObject, valueAt } from '@/lib/domain/json/read-value';
import { type Work, workFields, workOf, workRefusal } from '@/lib/domain/runs/work-of';
import { namedIn } from './named-in';
import { recordedMethods } from './recorded-methods';
import { toolAsked } from './tool-asked';

/** From `_meta` of a request, under `countersign/…`. */
export type Said = {
  reason: string | null;
  triggeredBy: string | null;
  model: string | null;
};

/** What is read of a JSON-RPC message before the SDK sees it: enough to name and record it. All of it is hearsay. */
export type Message = {
  id: string | number | null;
  method: string;
  /** The tool or prompt that is named, or the address of a resource. */
  name: string | null;
  args: unknown;
  clientName: string | null;
  clientVersion: string | null;
  protocolVersion: string | null;
  /** W3C trace context that the client sent in `_meta`. */
  traceparent: string | null;
  /** What a client may say of a call beside its arguments. */
  said: Said;
  /** What it is part of. */
  work: Work;
};

/**
 * Null for anything that is not one JSON-RPC request or notification. `client` is what a header says of the client: the older
 * protocol has no place for it in a request.
 */
export function readMessage(body: unknown, client: string | null = null): Message | null {
  const method = textAt(body, 'method');
  if (method === null) return null;
  const params = valueAt(body, 'params');
  const meta = valueAt(params, '_meta');
  const info = valueAt(meta, CLIENT_INFO_META_KEY);
  const id = valueAt(body, 'id');
  const name = namedIn(method, params);
  const args = withArguments.has(method) ? valueAt(params, 'arguments') : argsOf(params);
  return {
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    method,
    name,
    args,
    clientName: textAt(info, 'name') ?? client,
    clientVersion: textAt(info, 'version'),
    protocolVersion: textAt(meta, PROTOCOL_VERSION_META_KEY),
    traceparent: textAt(meta, 'traceparent'),
    said: saidIn(meta),
    work: workOf(method === 'tools/call' ? name : null, args, {
      runId: textAt(meta, 'countersign/run-id'),
      taskRef: textAt(meta, 'countersign/task-ref'),
    }),
  };
}

function saidIn(meta: unknown): Said {
  const said = (name: string) => textAt(meta, `countersign/${name}`);
  return {
    reason: said('reason'),
    triggeredBy: said('triggered-by'),
    model: said('model'),
  };
}

/** The methods that do what their arguments say, whatever stands beside those. */
const withArguments: ReadonlySet<string> = new Set(['tools/call', 'prompts/get']);

function argsOf(params: unknown): unknown {
  if (!isObject(params)) return undefined;
  if ('uri' in params) return { uri: params['uri'] };
  return params['notifications'] ?? params['arguments'];
}

/** A message as the gates, the policy and the record look at it. */
export const askedIn = ({ method, name, args, work, clientName, said }: Message) => ({
  tool: toolAsked(method, name),
  args,
  work,
  aboutRun: work.runId,
  misnamed: workRefusal(work, workFields, 'VALIDATION_FAILED'),
  client: clientName,
  said,
  isRecorded: recordedMethods.has(method),
});

export function textAt(value: unknown, key: string): string | null {
  const found = valueAt(value, key);
  return typeof found === 'string' ? found : null;
}
