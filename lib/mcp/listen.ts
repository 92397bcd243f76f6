import { createMcpHandler, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { now } from '@/lib/clock';
import type { Agent } from '@/lib/domain/actor';
import { outcomeOf } from '@/lib/domain/draft/outcome';
import { draftIdSchema } from '@/lib/domain/ids';
import { invalid } from '@/lib/domain/invalid';
import { valueAt } from '@/lib/domain/json/read-value';
import type { Verdict } from '@/lib/domain/policy/verdict';
import { refusalOf } from '@/lib/domain/policy/verdict-refusal';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { statusOf } from '@/lib/door/status';
import { reviewDraft } from '@/lib/use-cases/drafts/review-draft';
import type { Mark } from '@/lib/use-cases/drafts/watch-drafts';
import { buildServer } from './build-server';
import { type Caller, callerOf } from './caller';
import { protocolAnswer, refusedAnswer } from './door-answer';
import { verdictFor } from './judge';
import { logCall } from './log-call';
import { toolOfResource } from './resource-definitions';
import { draftUri, Subscription } from './subscription';
import { type SubscriptionLimit, Subscriptions, subscriptionLimits } from './subscriptions';

/** The streams of this process. */
export const subscriptions = new Subscriptions();
// An open stream would hold the server's stop for as long as the client likes.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => subscriptions.closeAll());

/** How many drafts one stream follows, and for how long. A client whose time is over listens again. */
const most = { drafts: 16, minutes: 30 } as const;

/** UNTRUSTED INPUT: the filter of a `subscriptions/listen`. Of the rest of it nothing is offered. */
const filterSchema = z.object({
  notifications: z.object({ resourceSubscriptions: z.array(z.string()).max(most.drafts).optional() }),
});

/**
 * Opens a stream that hears when one of the named drafts comes to its outcome. The SDK does not ask whose resource is
 * subscribed to, so every address is judged here, as draft_show judges it, before the SDK sees the request.
 */
export async function listen(caller: Caller, req: Request, body: unknown): Promise<Response> {
  const { agent, message } = caller.facts;
  if (message.method !== 'subscriptions/listen' || message.protocolVersion === null)
    return refuseListen(caller, noSessions());
  const verdict = verdictFor(caller, toolOfResource.draft);
  const denied = refusalOf(verdict);
  if (denied) return refuseListen(caller, denied, verdict);
  const allowed = await allowedMarks(agent, body);
  if (!allowed.ok) return refuseListen(caller, allowed.refusal);
  // Between this and `add` nothing waits, so a flood at once meets the same bound.
  const full = subscriptions.limitReached(agent);
  if (full) return refuseListen(caller, tooMany(full));
  const stream = streamOf(caller, req, allowed.value);
  let kept = false;
  try {
    const response = await stream.fetch(req, { authInfo: caller.asAuthInfo(), parsedBody: body });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    const errorCode = isStream ? null : 'VALIDATION_FAILED';
    await logCall(caller, { ...ending, errorCode, httpStatus: response.status });
    kept = stream.isHeard();
    return response;
  } finally {
    if (!kept) stream.end();
  }
}

const ending = { tool: null, ruleId: 'subscription:own-drafts', text: null, draftId: null } as const;

/** A handler of the SDK for this stream alone, so that it can be ended alone. */
function streamOf(caller: Caller, request: Request, marks: ReadonlyMap<string, Mark>) {
  const until = new Date(now().getTime() + most.minutes * 60_000);
  const leave = () => subscriptions.remove(subscription);
  const subscription = new Subscription(caller, marks, { request, until, left: leave });
  const handler = createMcpHandler(({ authInfo, era }) => buildServer(callerOf(authInfo), era, null), {
    bus: subscription,
  });
  const close = () => void handler.close();
  subscriptions.add(subscription, close);
  const end = () => {
    leave();
    close();
  };
  return { fetch: handler.fetch, end, isHeard: () => subscription.isHeard };
}

/** How far each named draft has come, or why this key may not hear of them: one that it may not, and it hears of none. */
async function allowedMarks(agent: Agent, body: unknown): Promise<Result<Map<string, Mark>>> {
  const parsed = filterSchema.safeParse(valueAt(body, 'params'));
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const full = subscriptions.limitReached(agent);
  if (full) return { ok: false, refusal: tooMany(full) };
  const marks = new Map<string, Mark>();
  for (const uri of new Set(parsed.data.notifications.resourceSubscriptions)) {
    const draftId = uri.slice(draftUri('').length);
    if (uri !== draftUri(draftId) || !draftIdSchema.safeParse(draftId).success) return noSuchDraft();
    const review = await reviewDraft(agent, draftId);
    if (!review.ok) return review.refusal.code === 'DRAFT_NOT_FOUND' ? noSuchDraft() : review;
    const { status } = review.value.draft;
    marks.set(draftId, { status, kind: outcomeOf(review.value).kind });
  }
  return accept(marks);
}

const noSuchDraft = () =>
  refuse('DRAFT_NOT_FOUND', 'There is no such draft.', {
    hint: 'Subscribe to draft://{id} with an id that draft_list or draft_create_endpoint gave you.',
  });

const noSessions = (): Refusal =>
  refuse(
    'OPERATION_NOT_SUPPORTED',
    'Subscriptions are offered in protocol 2026-07-28 alone: here are no sessions.',
    {
      hint: 'Call draft_show with wait_seconds to wait for the outcome.',
    },
  ).refusal;

const tooMany = (limit: SubscriptionLimit): Refusal =>
  refuse('RATE_LIMITED', limitWords[limit], {
    hint: `Close one, or name up to ${most.drafts} drafts in one subscription.`,
  }).refusal;

const limitWords: Record<SubscriptionLimit, string> = {
  key: `This key has ${subscriptionLimits.key} subscriptions open, and no more are served.`,
  tenant: `Your tenant has ${subscriptionLimits.tenant} subscriptions open, and no more are served.`,
  process: 'This server has as many subscriptions open as it serves.',
};

/** What the protocol has an error of its own for; everything else is answered by its status. */
const protocolErrors: Partial<Record<Refusal['code'], { status: number; code: ProtocolErrorCode }>> = {
  OPERATION_NOT_SUPPORTED: { status: 404, code: ProtocolErrorCode.MethodNotFound },
  DRAFT_NOT_FOUND: { status: 200, code: ProtocolErrorCode.InvalidParams },
  DRAFT_PURGED: { status: 200, code: ProtocolErrorCode.InvalidParams },
  VALIDATION_FAILED: { status: 200, code: ProtocolErrorCode.InvalidParams },
};

/** Refuses and says so in the log: who asks for what is not its own was denied it. */
async function refuseListen(
  caller: Caller,
  refusal: Refusal,
  by: Partial<Pick<Verdict, 'ruleId' | 'reason'>> = {},
): Promise<Response> {
  const { correlationId, message } = caller.facts;
  const answer = protocolErrors[refusal.code];
  const httpStatus = answer?.status ?? statusOf[refusal.code];
  const { ruleId = ending.ruleId, reason = null } = by;
  await logCall(caller, { ...ending, ruleId, reason, errorCode: refusal.code, httpStatus, denied: true });
  return answer
    ? protocolAnswer({ ...answer, id: message.id }, refusal, correlationId)
    : refusedAnswer(refusal, correlationId);
}
