import { type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { hostRefusal } from '@/lib/door/allowed-host';
import { correlationOf } from '@/lib/door/correlation';
import { reportCause } from '@/lib/door/report-cause';
import { reportFault } from '@/lib/door/report-fault';
import { statusOf } from '@/lib/door/status';
import { refusalOfFault } from '@/lib/use-cases/fault';
import { inRequest } from '@/lib/use-cases/request';
import type { Ended } from './agent-call';
import { jsonAnswer, madeAnswer, refusedAnswer } from './answer';
import { letIn } from './let-in';
import type { Answer, Call, Operation } from './operation';

/** A route without parameters gets none at all from Next. */
type Params = { params: Promise<Record<string, string | string[] | undefined> | undefined> };
type Handler = (req: Request, context: Params) => Promise<Response>;
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * The handlers of one route: host, method, credentials, authority matrix, form of the request, input, and only then the
 * operation. A refusal becomes a problem, a fault is caught here once. Never throws.
 */
export function route(...operations: readonly Operation[]): Record<(typeof methods)[number], Handler> {
  const handle: Handler = async (req, context) => {
    const correlationId = correlationOf(req.headers, req.headers.get('traceparent'));
    const { pathname } = new URL(req.url);
    try {
      const result = await answered(operations, req, context, correlationId);
      if (result instanceof Response) return result;
      reportCause(correlationId, result);
      return withAllow(refusedAnswer(result, correlationId, pathname), operations);
    } catch (fault) {
      reportFault(correlationId, fault);
      return refusedAnswer(refusalOfFault(fault), correlationId, pathname);
    }
  };
  return {
    GET: handle,
    HEAD: handle,
    POST: handle,
    PUT: handle,
    PATCH: handle,
    DELETE: handle,
    OPTIONS: handle,
  };
}

async function answered(
  operations: readonly Operation[],
  req: Request,
  { params }: Params,
  correlationId: string,
): Promise<Response | Refusal> {
  const host = hostRefusal(req.headers);
  if (host) return host;
  const operation = operations.find(({ method }) => method === (req.method === 'HEAD' ? 'GET' : req.method));
  if (!operation) return refuse('METHOD_NOT_ALLOWED', `${req.method} is not allowed here.`).refusal;
  const { call, agentCall } = await letIn(operation, { req, params: flat(await params), correlationId });
  const run = async () =>
    call.ok ? await inRequest({ correlationId, channel: 'api' }, () => operation.run(call.value)) : call;
  if (agentCall === null) return answerTo(await run(), operation, req, correlationId);
  const result = await run().catch((fault: unknown) => asRefusal(correlationId, fault));
  const answer = await answerTo(result, operation, req, correlationId);
  // Without a row there is no answer: what this throws is a fault like any other.
  await agentCall.record(endingOf(result, answer));
  return answer;
}

async function answerTo(
  result: Result<Answer | Response>,
  { answer }: Operation,
  req: Request,
  correlationId: string,
): Promise<Response | Refusal> {
  if (!result.ok) return result.refusal;
  const { value } = result;
  const { status, strong = false } = answer;
  return value instanceof Response
    ? await madeAnswer(req, value, correlationId)
    : jsonAnswer(req, { status, answer: value, strong }, correlationId);
}

function asRefusal(correlationId: string, fault: unknown): { ok: false; refusal: Refusal } {
  reportFault(correlationId, fault);
  return { ok: false, refusal: refusalOfFault(fault) };
}

const nothing = { text: null, draftId: null, runId: null };

function endingOf(result: Result<Answer | Response>, answer: Response | Refusal): Ended {
  const status = answer instanceof Response ? answer.status : statusOf[answer.code];
  if (!result.ok) return { code: result.refusal.code, status, ...nothing };
  const { value } = result;
  if (value instanceof Response) return { code: null, status, ...nothing };
  const said = answer instanceof Response && answer.body !== null;
  return {
    code: null,
    status,
    text: said ? JSON.stringify(value.body) : null,
    draftId: value.draftId ?? null,
    runId: value.runId ?? null,
  };
}

/** RFC 9110 section 15.5.6: a 405 names what is allowed. */
function withAllow(answer: Response, operations: readonly Operation[]): Response {
  if (answer.status !== 405) return answer;
  const allowed = operations.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  answer.headers.set('allow', allowed.join(', '));
  return answer;
}

const flat = (params: Awaited<Params['params']>): Call['params'] =>
  Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join('/') : (value ?? ''),
    ]),
  );
