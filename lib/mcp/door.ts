import { ProtocolErrorCode } from '@modelcontextprotocol/server';
import { admit } from '@/lib/door/agent/gates';
import { hostRefusal } from '@/lib/door/allowed-host';
import { correlationOf } from '@/lib/door/correlation';
import { presentedKey } from '@/lib/door/presented-key';
import { reportFault } from '@/lib/door/report-fault';
import { sealed } from '@/lib/door/sealed';
import { refusalOfFault } from '@/lib/use-cases/fault';
import { identifyKey } from '@/lib/use-cases/keys/authenticate-key';
import { Caller } from './caller';
import { protocolAnswer, refusedAnswer, seal, unreadableAnswer } from './door-answer';
import { factsOf } from './facts-of';
import { fixtures } from './fixtures';
import { handler } from './handler';
import { listen } from './listen';
import { challenged, resourceAsked } from './oauth-challenge';
import { type Asked, readAsked } from './read-asked';
import { recordUnhandled } from './record-unhandled';
import { subscribing } from './recorded-methods';
import { refusedAtGate, refusedKey, serviceRefusal } from './refused-at-door';
import { surfaceHash } from './surface';
import { endTransport, openTransport, type Transport } from './transport';
import { uncallableTool } from './uncallable-tool';

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
    if (!read.ok) return sealed(unreadableAnswer(read.refusal, correlationId), correlationId, seal);
    const answer = sealed(await answered(read.value), read.value.correlationId, seal);
    answer.headers.set('mcp-surface-hash', surfaceHash);
    return answer;
  } catch (fault) {
    reportFault(correlationId, fault);
    return sealed(refusedAnswer(refusalOfFault(fault), correlationId), correlationId, seal);
  }
}

async function answered(asked: Asked): Promise<Response> {
  const { req, body, message, correlationId } = asked;
  const service = serviceRefusal(req.headers);
  if (service) return refusedAnswer(service, correlationId);
  const key = presentedKey(req);
  if (!key.ok) return refusedAnswer(key.refusal, correlationId);
  const { standing, known, policy } = await identifyKey(key.value, resourceAsked(req.headers));
  asked.seen.agent = known;
  if (!standing.ok) return refusedKey(asked, standing.refusal, known, key.value);
  const facts = factsOf(asked, standing.value, key.value, policy);
  const admitted = await admit(facts);
  if (!admitted.ok) return refusedAtGate(facts, admitted);
  const caller = new Caller(facts, admitted);
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
