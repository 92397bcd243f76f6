import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Agent } from '@/lib/domain/actor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { createDraft } from '@/lib/use-cases/drafts/create-draft';
import { Caller, type Facts } from './caller';
import { askedIn, type Message } from './message';
import { Subscription } from './subscription';
import { Subscriptions, subscriptionLimits } from './subscriptions';

let agent: Agent;
let draftId: string;

beforeAll(async () => {
  agent = (await makeKey(await makePerson(await makeTenant(), 'reviewer'))).agent;
  const made = await createDraft(agent, 'endpoint', proposalOf(), {
    correlationId: 'req_test',
    channel: 'mcp',
  });
  if (!made.ok) throw new Error(made.refusal.message);
  draftId = made.value.draft.id;
});

const inAnHour = () => new Date(Date.now() + 3_600_000);

const standing = async (): Promise<Result<Agent>> => accept(agent);
const ended = async (): Promise<Result<Agent>> => refuse('INVALID_API_KEY', 'It ended.');

/** A stream that somebody hears, and whether it was ended. */
function opened(
  all: Subscriptions,
  {
    until = inAnHour(),
    stands = standing,
    lookupId = 'abcdefgh',
    runId = null as string | null,
    clientName = null as string | null,
    args = null as Record<string, unknown> | null,
  } = {},
) {
  const message: Message = {
    id: 1,
    method: 'subscriptions/listen',
    name: null,
    args,
    clientName,
    clientVersion: null,
    protocolVersion: '2026-07-28',
    traceparent: null,
    said: { reason: null, triggeredBy: null, model: null },
    work: { runId, taskRef: null },
  };
  const facts: Facts = {
    ...askedIn(message),
    agent,
    lookupId,
    message,
    correlationId: 'req_test',
    startedAt: new Date(),
    ip: null,
    certificate: null,
    policy: [],
    surfacePin: null,
    sessionId: null,
    userAgent: null,
    protocolVersion: null,
    signal: new AbortController().signal,
    stands,
  };
  const caller = new Caller(facts, { rules: [], probe: false });
  const marks = new Map([[draftId, { status: 'pending', kind: 'pending' } as const]]);
  const subscription = new Subscription(caller, marks, {
    request: new Request('http://127.0.0.1/api/mcp'),
    until,
    left: () => all.remove(subscription),
  });
  const end = vi.fn<() => void>();
  all.add(subscription, end);
  const leave = subscription.subscribe(() => {});
  return { end, leave };
}

const within = { timeout: 2000, interval: 20 };
const aSecond = () =>
  new Promise((resolve) => {
    setTimeout(resolve, 1000);
  });

describe('a subscription', () => {
  it('ends when its time is over, and not before', async () => {
    const all = new Subscriptions();
    const lasting = opened(all);
    const brief = opened(all, { until: new Date(Date.now() + 900) });
    await vi.waitFor(() => expect(brief.end).toHaveBeenCalledOnce(), within);
    expect(lasting.end).not.toHaveBeenCalled();
    lasting.leave();
    expect(all.count).toBe(0);
  });

  it('ends when nobody can say whether its key still stands', async () => {
    const all = new Subscriptions();
    const { end } = opened(all, { stands: () => Promise.reject(new Error('the database is away')) });
    await vi.waitFor(() => expect(end).toHaveBeenCalledOnce(), within);
    expect(all.count).toBe(0);
  });

  it.each([
    ['token', { lookupId: 'ijklmnop' }],
    ['run', { runId: 'run-9' }],
    ['client', { clientName: 'another' }],
    ['filter', { args: { team: 'payments' } }],
  ])('ends with its own %s, and no other stream of the key does', async (_, own) => {
    const all = new Subscriptions();
    const lasting = opened(all);
    const other = opened(all, { stands: ended, ...own });
    const young = opened(all);
    await vi.waitFor(() => expect(other.end).toHaveBeenCalledOnce(), within);
    expect([lasting.end.mock.calls, young.end.mock.calls]).toEqual([[], []]);
    all.closeAll();
  });

  it('asks once a tick whether its token stands, however many streams it has and whatever they follow', async () => {
    const all = new Subscriptions();
    const stands = vi.fn<typeof standing>(standing);
    const streams = Array.from({ length: 6 }, (_, at) =>
      opened(all, { stands, args: { resourceSubscriptions: [`draft://${at}`] } }),
    );
    await aSecond();
    expect(stands.mock.calls.length).toBeGreaterThan(0);
    expect(stands.mock.calls.length).toBeLessThan(4);
    for (const { leave } of streams) leave();
  });

  it('is one of its tenant’s share, which leaves room for every other tenant', () => {
    const all = new Subscriptions();
    const other = { tenantId: agent.tenantId, keyId: 'key_other' };
    const streams = Array.from({ length: subscriptionLimits.tenant }, () => opened(all));
    expect(all.limitReached(other)).toBe('tenant');
    expect(all.limitReached({ tenantId: 'another', keyId: 'key_other' })).toBeNull();
    expect(subscriptionLimits.tenant * 4).toBeLessThan(subscriptionLimits.process);
    streams[0]?.leave();
    expect(all.limitReached(other)).toBeNull();
    all.closeAll();
  });

  it('is one of as many as a process serves, and all end when it stops', () => {
    const all = new Subscriptions({ key: 5, tenant: 5, process: 2 });
    const other = { tenantId: agent.tenantId, keyId: 'key_other' };
    const streams = [opened(all), opened(all)];
    expect(all.limitReached(other)).toBe('process');
    streams[0]?.leave();
    expect(all.limitReached(other)).toBeNull();
    all.closeAll();
    expect(streams[1]?.end).toHaveBeenCalledOnce();
    expect(all.count).toBe(0);
  });
});
