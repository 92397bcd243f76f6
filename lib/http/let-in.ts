import { now } from '@/lib/clock';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { addressOf } from '@/lib/door/address';
import { certificateOf } from '@/lib/door/client-certificate';
import { collectCredentials } from '@/lib/door/credentials';
import { reportFault } from '@/lib/door/report-fault';
import { accepts } from './accepts';
import { refusedByMatrix, refusedByPrefix, userIdRefusal } from './admit';
import { AgentCall, type AgentRequest } from './agent-call';
import { type Asked, authorityFor, type Call, type Operation } from './operation';
import { readIdempotencyKey, readInput } from './read-input';
import { rulesOf, type Standing, standingOf } from './standing';

type Asking = { req: Request; params: Call['params']; correlationId: string };

/** The call, or why there is none; and the agent whose request it is, where it is one's. */
type LetIn = { call: Result<Call>; agentCall: AgentCall | null };

/** Who asks, and whether they may; then the form of the request; then its input. */
export async function letIn(operation: Operation, asking: Asking): Promise<LetIn> {
  const { req, params, correlationId } = asking;
  const row = authorityFor(operation);
  const found = collectCredentials(req.headers, new URL(req.url));
  const never = refusedByPrefix(row, found);
  if (never) {
    await operation
      .onProgram?.(found, params, askedBy(req, correlationId))
      .catch((fault) => reportFault(correlationId, fault));
    return { call: { ok: false, refusal: never }, agentCall: null };
  }
  const prove = () => standingOf(req, found, row.scope);
  const standing = await prove();
  // An agent's input is read before anything is said to it: a stop of a run covers what names it, and the record has it.
  const early = standing.known ? await readInput(req, operation) : null;
  const agentCall =
    early && agentCallOf(standing, { operation, headers: req.headers, params, correlationId, input: early });
  const call = await callOf(operation, { ...asking, standing, early, agentCall, prove });
  return { call, agentCall };
}

function agentCallOf(standing: Standing, request: Omit<AgentRequest, 'policy' | 'fault'>): AgentCall | null {
  const { known, actor, refusal } = standing;
  if (!known) return null;
  const fault = actor === null ? (refusal?.code ?? null) : null;
  return new AgentCall(known, { ...request, fault, policy: rulesOf(standing) });
}

type Known = Asking & {
  standing: Standing;
  early: Result<unknown> | null;
  agentCall: AgentCall | null;
  prove: () => Promise<Standing>;
};

async function callOf(operation: Operation, known: Known): Promise<Result<Call>> {
  const { req, params, correlationId, standing, early, agentCall } = known;
  const refusal = await refusalOf(operation, known);
  if (refusal) return { ok: false, refusal };
  const idempotencyKey = readIdempotencyKey(req.headers);
  if (!idempotencyKey.ok) return idempotencyKey;
  const input = early ?? (await readInput(req, operation));
  if (!input.ok) return input;
  return accept({
    actor: standing.actor,
    params,
    input: input.value,
    idempotencyKey: idempotencyKey.value,
    ...ofAgent(agentCall),
    accept: req.headers.get('accept'),
    correlationId,
    // One address: the server believes it from trusted proxies alone and else sets it from the socket.
    address: req.headers.get('x-forwarded-for'),
    signal: req.signal,
    refusedNow: () => refusedNow(operation, known),
  });
}

/** What an operation hears of an agent's request, and what it hears of anybody else's: nothing. */
const ofAgent = (agentCall: AgentCall | null): Pick<Call, 'work' | 'client' | 'verdictOn'> => ({
  work: agentCall?.asked.work ?? { runId: null, taskRef: null },
  client: { name: agentCall?.asked.client ?? null, version: null },
  verdictOn: agentCall?.verdictOn ?? null,
});

/** Who an agent is does not yet let it in: its gates and limits stand before what everybody is asked. */
async function refusalOf(operation: Operation, { standing, agentCall, req }: Known): Promise<Refusal | null> {
  const stopped = standing.actor?.kind === 'agent' ? await agentCall?.refusal() : null;
  return stopped ?? notLetIn(operation, standing, req);
}

/** What the door would say to the same credential now. */
async function refusedNow(operation: Operation, { agentCall, prove }: Known): Promise<Refusal | null> {
  const present = await prove();
  return (await agentCall?.refusedNow(present)) ?? refusedByMatrix(authorityFor(operation), present);
}

function notLetIn(operation: Operation, standing: Standing, req: Request): Refusal | null {
  return (
    refusedByMatrix(authorityFor(operation), standing) ??
    userIdRefusal(req.headers, standing, operation.needsUserId ?? false) ??
    notAcceptable(req, operation)
  );
}

function askedBy({ headers }: Request, correlationId: string): Asked {
  const certificate = certificateOf(headers)?.thumbprint ?? null;
  return {
    correlationId,
    startedAt: now(),
    ip: addressOf(headers),
    userAgent: headers.get('user-agent'),
    certificate,
  };
}

function notAcceptable({ headers }: Request, { answer }: Operation): Refusal | null {
  const { mediaType = 'application/json', also } = answer;
  const offered = also === undefined ? [mediaType] : [mediaType, also.mediaType];
  if (offered.some((type) => accepts(headers.get('accept'), type))) return null;
  return refuse('NOT_ACCEPTABLE', `This answers ${offered.join(' or ')} only.`).refusal;
}
