import { isIP } from 'node:net';
import { now } from '@/lib/clock';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { hostRefusal } from '@/lib/door/allowed-host';
import { certificateOf } from '@/lib/door/client-certificate';
import { correlationOf } from '@/lib/door/correlation';
import { collectCredentials } from '@/lib/door/credentials';
import { reportCause } from '@/lib/door/report-cause';
import { reportFault } from '@/lib/door/report-fault';
import { refusalOfFault } from '@/lib/use-cases/fault';
import { inRequest } from '@/lib/use-cases/request';
import { accepts } from './accepts';
import { refusedByMatrix, refusedByPrefix, refusedUnbound, userIdRefusal } from './admit';
import { AgentLimits } from './agent-limits';
import { refusedByPolicy } from './agent-policy';
import { jsonAnswer, madeAnswer, refusedAnswer } from './answer';
import { type Asked, authorityFor, type Call, type Operation } from './operation';
import { readIdempotencyKey, readInput } from './read-input';
import { type Standing, standingOf } from './standing';

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
  const limits = new AgentLimits();
  const call = await callOf(operation, { req, params: flat(await params), correlationId, limits });
  const result = call.ok
    ? await inRequest({ correlationId, channel: 'api' }, () => operation.run(call.value))
    : call;
  await limits.settle(result.ok ? null : result.refusal.code);
  if (!result.ok) return result.refusal;
  const { value } = result;
  const { status, strong = false } = operation.answer;
  return value instanceof Response
    ? madeAnswer(req, value, correlationId)
    : jsonAnswer(req, { status, answer: value, strong }, correlationId);
}

type Asking = { req: Request; params: Call['params']; correlationId: string; limits: AgentLimits };

/** Who asks, and whether they may; then the form of the request; then its input. */
async function callOf(
  operation: Operation,
  { req, params, correlationId, limits }: Asking,
): Promise<Result<Call>> {
  const row = authorityFor(operation);
  const found = collectCredentials(req.headers, new URL(req.url));
  const never = refusedByPrefix(row, found);
  if (never) {
    await operation
      .onProgram?.(found, params, askedBy(req, correlationId))
      .catch((fault) => reportFault(correlationId, fault));
    return { ok: false, refusal: never };
  }
  const standing = await standingOf(req, found, row.scope);
  const { limited, early } = await agentLimited(operation, standing, req, limits);
  const refusal = limited ?? notLetIn(operation, standing, req);
  if (refusal) return { ok: false, refusal };
  const idempotencyKey = readIdempotencyKey(req.headers);
  if (!idempotencyKey.ok) return idempotencyKey;
  const input = early ?? (await readInput(req, operation));
  if (!input.ok) return input;
  const denied = refusedByPolicy(operation, standing, input.value);
  if (denied) return { ok: false, refusal: denied };
  const { actor } = standing;
  return accept({
    actor,
    params,
    input: input.value,
    idempotencyKey: idempotencyKey.value,
    accept: req.headers.get('accept'),
    correlationId,
    // One address: the server believes it from trusted proxies alone and else sets it from the socket.
    address: req.headers.get('x-forwarded-for'),
    signal: req.signal,
    refusedNow: async () => {
      const present = await standingOf(req, found, row.scope);
      return (
        refusedByMatrix(row, present) ??
        refusedByPolicy(operation, present, input.value) ??
        (await limits.stoppedNow())
      );
    },
  });
}

/** An agent's input is read before anything is said to it: a stop of a run covers what names it. */
async function agentLimited(operation: Operation, standing: Standing, req: Request, limits: AgentLimits) {
  if (standing.actor?.kind !== 'agent') return { limited: null, early: null };
  const early = await readInput(req, operation);
  return { limited: await limits.refusalFor(standing, operation, early), early };
}

function notLetIn(operation: Operation, standing: Standing, req: Request): Refusal | null {
  return (
    refusedByMatrix(authorityFor(operation), standing) ??
    refusedUnbound(req.headers, standing) ??
    userIdRefusal(req.headers, standing, operation.needsUserId ?? false) ??
    notAcceptable(req, operation)
  );
}

function askedBy({ headers }: Request, correlationId: string): Asked {
  // One address: the server believes `x-forwarded-for` from trusted proxies alone and else sets it from the socket.
  const client = headers.get('x-forwarded-for') ?? '';
  const ip = isIP(client) === 0 ? null : client;
  const certificate = certificateOf(headers)?.thumbprint ?? null;
  return { correlationId, startedAt: now(), ip, userAgent: headers.get('user-agent'), certificate };
}

function notAcceptable({ headers }: Request, { answer }: Operation): Refusal | null {
  const { mediaType = 'application/json', also } = answer;
  const offered = also === undefined ? [mediaType] : [mediaType, also.mediaType];
  if (offered.some((type) => accepts(headers.get('accept'), type))) return null;
  return refuse('NOT_ACCEPTABLE', `This answers ${offered.join(' or ')} only.`).refusal;
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
