import { isJsonContentType, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { now } from '@/lib/clock';
import type { Agent } from '@/lib/domain/actor';
import { serviceCredentialMark, serviceTokensIn } from '@/lib/domain/keys/agent-credential';
import { lookupOf } from '@/lib/domain/keys/key-format';
import type { StoredRule } from '@/lib/domain/policy/rule';
import { accept, type Refusal, type RefusalCode, type Result, refuse } from '@/lib/domain/refusal';
import { hostRefusal } from '@/lib/door/allowed-host';
import { readBoundedBody } from '@/lib/door/bounded-body';
import { certificateOf } from '@/lib/door/client-certificate';
import { correlationOf } from '@/lib/door/correlation';
import { presentedKey } from '@/lib/door/presented-key';
import { reportFault } from '@/lib/door/report-fault';
import { sealed } from '@/lib/door/sealed';
import { statusOf } from '@/lib/door/status';
import { parseStrictJson } from '@/lib/door/strict-json';
import { refusalOfFault } from '@/lib/use-cases/fault';
import { identifyKey } from '@/lib/use-cases/keys/authenticate-key';
import { noteRefusal } from '@/lib/use-cases/limits/note-refusal';
import { Caller } from './caller';
import { protocolAnswer, refusedAnswer, seal } from './door-answer';
import { fixtures } from './fixtures';
import type { GateRefusal } from './gate';
import { passGates } from './gates';
import { handler } from './handler';
import { listen } from './listen';
import { type Ending, logCall } from './log-call';
import { type Message, readMessage } from './message';
import { challenged, resourceAsked } from './oauth-challenge';
import { recordUnhandled } from './record-unhandled';
import { stillLetIn } from './still-let-in';
import { surfaceHash } from './surface';
import { tools } from './tools';
import { clientIp, endTransport, openTransport, type Transport } from './transport';
import { uncallableTool } from './uncallable-tool';

/** A request once its body was read as one JSON-RPC message. */
type Asked = { req: Request; body: unknown; message: Message; correlationId: string; seen: Transport };

/**
 * The agents' door: one HTTP request in, one answer out. Host and origin, then form, then the key; only then does
 * anything look at what is asked. Never throws.
 */
export async function serveMcp(req: Request): Promise<Response> {
  const seen = openTransport();
  return endTransport(req, seen, challenged(req.headers, await served(req, seen)));
}

async function served(req: Request, seen: Transport): Promise<Response> {
  const correlationId = correlationOf(req.headers, null);
  try {
    const host = hostRefusal(req.headers, { alsoOAuth: true });
    if (host) return sealed(refusedAnswer(host, correlationId), correlationId, seal);
    if (req.method !== 'POST') return sealed(await handler.fetch(req), correlationId, seal);
    const read = await readAsked(req, seen);
    if (!read.ok) return sealed(unreadable(read.refusal, correlationId), correlationId, seal);
    const answer = sealed(await answered(read.value), read.value.correlationId, seal);
    answer.headers.set('mcp-surface-hash', surfaceHash);
    return answer;
  } catch (fault) {
    reportFault(correlationId, fault);
    return sealed(refusedAnswer(refusalOfFault(fault), correlationId), correlationId, seal);
  }
}

/** UNTRUSTED INPUT: a bounded body, strict JSON, one message. */
async function readAsked(req: Request, seen: Transport): Promise<Result<Asked>> {
  if (!isJsonContentType(req.headers.get('content-type'))) {
    return refuse('UNSUPPORTED_MEDIA_TYPE', 'The content type is not application/json.');
  }
  const text = await readBoundedBody(req);
  if (!text.ok) return text;
  seen.bytesIn = Buffer.byteLength(text.value);
  const body = parseStrictJson(text.value);
  if (!body.ok) return body;
  const message = readMessage(body.value);
  if (message === null) {
    return refuse('VALIDATION_FAILED', 'The body is not one JSON-RPC request; batches are refused.', {
      hint: 'Send each request in a POST of its own.',
    });
  }
  const correlationId = correlationOf(req.headers, message.traceparent);
  seen.message = message;
  return accept({ req, body: body.value, message, correlationId, seen });
}

/** What the protocol has an error of its own for. */
const unreadableAs: ReadonlyMap<RefusalCode, ProtocolErrorCode> = new Map([
  ['MALFORMED_JSON', ProtocolErrorCode.ParseError],
  ['VALIDATION_FAILED', ProtocolErrorCode.InvalidRequest],
]);

function unreadable(refusal: Refusal, correlationId: string): Response {
  const code = unreadableAs.get(refusal.code);
  return code === undefined
    ? refusedAnswer(refusal, correlationId)
    : protocolAnswer({ status: 400, code }, refusal, correlationId);
}

/** The present way to subscribe, and the ways of the older protocol. */
const subscribing: ReadonlySet<string> = new Set([
  'subscriptions/listen',
  'resources/subscribe',
  'resources/unsubscribe',
]);

async function answered(asked: Asked): Promise<Response> {
  const { req, body, message, correlationId } = asked;
  const service = refusedService(req.headers);
  if (service) return refusedAnswer(service, correlationId);
  const key = presentedKey(req);
  if (!key.ok) return refusedAnswer(key.refusal, correlationId);
  const { standing, known, policy } = await identifyKey(key.value, resourceAsked(req.headers));
  asked.seen.agent = known;
  if (!standing.ok) return refusedKey(asked, standing.refusal, known, key.value);
  const caller = callerFor(asked, standing.value, key.value, policy);
  const stopped = await passGates(caller);
  if (stopped) return refusedAtGate(caller, stopped);
  const extra = await fixtures();
  if (subscribing.has(message.method) && !extra?.answers(message)) return listen(caller, req, body);
  const uncallable = uncallableTool(message, body, extra);
  const response =
    uncallable === null
      ? await handler.fetch(req, { authInfo: caller.asAuthInfo(), parsedBody: body })
      : protocolAnswer(
          { status: 200, code: ProtocolErrorCode.InvalidParams, id: message.id },
          uncallable,
          correlationId,
        );
  return recordUnhandled(response, caller);
}

/** A service credential reads over REST and opens nothing here, whatever stands beside it. Its prefix decides. */
function refusedService(headers: Headers): Refusal | null {
  const presented = [headers.get('authorization'), headers.get('x-mcp-api-key')].map((text) => text ?? '');
  if (!headers.has(serviceCredentialMark) && serviceTokensIn(presented).length === 0) return null;
  return refuse('INVALID_API_KEY', 'A service credential (svc_…) opens nothing here.', {
    hint: 'Send an agent key, mcp_…',
  }).refusal;
}

/** A key that is known but not in good standing has a tenant, whose log says that it was tried; not with what. */
async function refusedKey(
  asked: Asked,
  refusal: Refusal,
  known: Agent | null,
  token: string,
): Promise<Response> {
  if (known) {
    const httpStatus = statusOf[refusal.code];
    const ending = { tool: null, ruleId: 'key:standing', errorCode: refusal.code, text: null, draftId: null };
    const empty = { ...asked, message: { ...asked.message, args: null } };
    await logRefused(callerFor(empty, known, token, []), { ...ending, httpStatus });
  }
  return refusedAnswer(refusal, asked.correlationId);
}

/** The key is good and this request of it is not let in: by its status, and a row says which gate it was. */
async function refusedAtGate(caller: Caller, { rule, refusal, noted }: GateRefusal): Promise<Response> {
  const { correlationId, message } = caller.facts;
  if (noted === false) return refusedAnswer(refusal, correlationId);
  const tool = toolNamed(message.name);
  const httpStatus = statusOf[refusal.code];
  const errorCode = refusal.code;
  const ending = { tool, ruleId: rule, errorCode, httpStatus, text: null, draftId: null };
  await (noted ? logCall : logRefused)(caller, ending);
  return refusedAnswer(refusal, correlationId);
}

const toolNamed = (asked: string | null) => tools.find(({ name }) => name === asked) ?? null;

/** What is refused before the limits are asked: one row in ten seconds by key, rule and tool; all are counted. */
async function logRefused(caller: Caller, ending: Ending): Promise<void> {
  const { agent, message } = caller.facts;
  const operation = toolNamed(message.name)?.name ?? 'other';
  if (await noteRefusal(agent, { rule: ending.ruleId, operation })) return logCall(caller, ending);
  await caller.settle(ending.errorCode);
}

function callerFor(
  { req, message, correlationId }: Asked,
  agent: Agent,
  token: string,
  policy: readonly StoredRule[],
): Caller {
  const facts: Caller['facts'] = {
    agent,
    lookupId: lookupOf(token) ?? '',
    policy,
    correlationId,
    message,
    startedAt: now(),
    ip: clientIp(req.headers),
    userAgent: req.headers.get('user-agent'),
    certificate: certificateOf(req.headers)?.thumbprint ?? null,
    surfacePin: req.headers.get('mcp-surface-pin'),
    protocolVersion: message.protocolVersion ?? req.headers.get('mcp-protocol-version'),
    sessionId: req.headers.get('mcp-session-id'),
    signal: req.signal,
    stands: () => stillLetIn(facts),
  };
  return new Caller(facts);
}
