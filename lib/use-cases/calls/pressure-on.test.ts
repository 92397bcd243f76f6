import { describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import type { Call } from '@/lib/domain/calls/call';
import { propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { discardDraft } from '../drafts/discard-draft';
import { reviewDraft } from '../drafts/review-draft';
import { recordCall } from './record-call';

const { person, reviewer, agent } = await makeTeam();

const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour);

const called = (by: Agent, over: Partial<Call> = {}) =>
  recordCall({
    by,
    correlationId: 'req_test',
    jsonrpcId: null,
    clientName: null,
    clientVersion: null,
    protocolVersion: null,
    serverVersion: '0',
    method: 'tools/call',
    tool: 'draft_list',
    toolDefinitionHash: null,
    safetyClass: 'read',
    riskTier: 'low',
    args: {},
    runId: null,
    taskRef: null,
    decision: 'allow',
    ruleId: 'scope:mcp:read:drafts',
    outcome: 'ok',
    errorCode: null,
    httpStatus: 200,
    result: null,
    draftId: null,
    startedAt: new Date(),
    ip: null,
    surfaceHash: null,
    reason: null,
    sessionId: null,
    model: null,
    triggeredBy: null,
    decisionReason: null,
    certificate: null,
    userAgent: null,
    ...over,
  });

const denied = (by: Agent, over: Partial<Call> = {}) =>
  called(by, {
    tool: 'draft_apply',
    decision: 'deny',
    ruleId: 'boundary:no-apply',
    outcome: 'denied',
    errorCode: 'MCP_CANNOT_APPLY',
    ...over,
  });

const pressureOf = async (actor: Agent | Human, draftId: string) =>
  accepted(await reviewDraft(actor, draftId)).pressure;

const newAgent = async () => (await makeKey(await makePerson(person.tenant, 'operator'))).agent;

describe('what an agent was refused around its draft', () => {
  it('is told in groups: of its run, however long ago, and of its key within a day', async () => {
    const by = await newAgent();
    await denied(by, { startedAt: ago(2) });
    await denied(by, { startedAt: ago(1) });
    await denied(by, { startedAt: ago(30), tool: 'too_long_ago' });
    await denied(by, {
      startedAt: ago(48),
      runId: 'run-1',
      tool: 'evidence_list',
      errorCode: 'INSUFFICIENT_SCOPE',
    });
    await called(by, { startedAt: ago(1), tool: 'allowed' });
    const { id } = await propose(by, { name: 'pressed' }, { run_id: 'run-1' });
    const pressure = await pressureOf(reviewer, id);
    expect(pressure).toMatchObject({
      refused: [
        {
          asked: 'draft_apply',
          rule: 'boundary:no-apply',
          code: 'MCP_CANNOT_APPLY',
          count: 2,
          inRun: false,
          by: null,
        },
        { asked: 'evidence_list', code: 'INSUFFICIENT_SCOPE', count: 1, inRun: true, by: null },
      ],
      moreRefused: false,
    });
    const [first] = pressure?.refused ?? [];
    expect(
      [first?.first, first?.last].map((at) => Math.round((Date.now() - (at?.getTime() ?? 0)) / hour)),
    ).toEqual([2, 1]);
  });

  it('is told of what came after it too, and before all of the attempts to apply this very draft', async () => {
    const by = await newAgent();
    await denied(by, { startedAt: ago(1) });
    const { id } = await propose(by, { name: 'tried' }, { run_id: 'run-after' });
    const later = new Date(Date.now() + 1000);
    await denied(by, { startedAt: later, args: { draft_id: id } });
    await denied(by, { startedAt: later, args: { draft_id: id }, tool: 'draft_approve', runId: 'run-after' });
    await denied(by, { startedAt: later, args: { draft_id: 'drf_01KAJ3V7Q8M2N4P6R8T0V2X4Z6' } });
    const { refused = [] } = (await pressureOf(reviewer, id)) ?? {};
    const told = refused.map(({ asked, after, onThis }) => [asked, after, onThis]);
    expect(told.slice(0, 2)).toEqual(
      expect.arrayContaining([
        ['draft_apply', true, true],
        ['draft_approve', true, true],
      ]),
    );
    expect(told.slice(2)).toEqual([
      ['draft_apply', true, false],
      ['draft_apply', false, false],
    ]);
  });

  it('is told of a decided draft until a day after its decision', async () => {
    const by = await newAgent();
    const { id } = await propose(by, { name: 'over' });
    const over = {
      draftId: id,
      reason: 'wrong_target',
      message: 'Not this one.',
      idempotencyKey: null,
    } as const;
    accepted(await discardDraft(reviewer, over));
    await denied(by, { startedAt: ago(-23), tool: 'within' });
    await denied(by, { startedAt: ago(-25), tool: 'much_later' });
    expect((await pressureOf(reviewer, id))?.refused.map(({ asked }) => asked)).toEqual(['within']);
  });

  it('names the key of another agent that says it is of the run, which is in no run of the draft’s, and counts no call twice', async () => {
    const [by, other] = [await newAgent(), await newAgent()];
    await denied(by, { runId: 'run-2' });
    await denied(other, { runId: 'run-2' });
    await denied(other);
    const { id } = await propose(by, { name: 'shared-run' }, { run_id: 'run-2' });
    const { refused = [] } = (await pressureOf(reviewer, id)) ?? {};
    expect(other.name).toBe(by.name);
    expect(refused.map((group) => [group.count, group.inRun, group.by])).toEqual(
      expect.arrayContaining([
        [1, true, null],
        [1, false, { keyId: other.keyId, name: other.name }],
      ]),
    );
    expect(refused).toHaveLength(2);
  });

  it('is at most twenty groups, and says that there were more', async () => {
    const by = await newAgent();
    for (let nth = 0; nth < 22; nth += 1) await denied(by, { tool: `tool_${nth}` });
    const { id } = await propose(by, { name: 'many' });
    const pressure = await pressureOf(reviewer, id);
    expect(pressure?.refused).toHaveLength(20);
    expect(pressure?.moreRefused).toBe(true);
  });
});

const flood = async (by: Agent, toolOf: (nth: number) => string) => {
  const one = { ruleId: 'key:reason' as const, errorCode: 'REASON_REQUIRED', startedAt: ago(1) };
  await Promise.all(Array.from({ length: 1010 }, (_, nth) => denied(by, { ...one, tool: toolOf(nth) })));
};

describe('a flood of cheap refusals', () => {
  it('hides no attempt to apply behind it, and is one group', async () => {
    const by = await newAgent();
    await denied(by, { startedAt: ago(2) });
    await flood(by, () => 'draft_list');
    const { id } = await propose(by, { name: 'flooded' });
    const { refused = [], moreRefused } = (await pressureOf(reviewer, id)) ?? {};
    expect(refused.map(({ code, count }) => [code, count])).toEqual([
      ['MCP_CANNOT_APPLY', 1],
      ['REASON_REQUIRED', 1010],
    ]);
    expect(moreRefused).toBe(false);
  });

  it('of as many groups hides none either, and it is said that there were more', async () => {
    const by = await newAgent();
    await denied(by, { startedAt: ago(2) });
    await flood(by, (nth) => `made_up_${nth}`);
    const { id } = await propose(by, { name: 'flooded-by-names' });
    const { refused = [], moreRefused } = (await pressureOf(reviewer, id)) ?? {};
    expect([refused[0]?.code, refused.length, moreRefused]).toEqual(['MCP_CANNOT_APPLY', 20, true]);
  });
});

describe('the calls before a draft in its run', () => {
  it('are told oldest first, fifty at most, without the call that proposed it', async () => {
    const by = await newAgent();
    for (let nth = 60; nth > 0; nth -= 1) {
      await called(by, { runId: 'run-3', tool: `step_${nth}`, startedAt: ago(nth / 60) });
    }
    const { id } = await propose(by, { name: 'timeline' }, { run_id: 'run-3' });
    await called(by, { runId: 'run-3', tool: 'draft_create_endpoint', draftId: id, startedAt: ago(0) });
    const pressure = await pressureOf(reviewer, id);
    expect(pressure?.calls.map(({ asked }) => asked)).toEqual(
      Array.from({ length: 50 }, (_, nth) => `step_${50 - nth}`),
    );
    expect(pressure?.moreCalls).toBe(true);
  });

  it('are found by a run id that hides something, and none without a run', async () => {
    const by = await newAgent();
    await called(by, { runId: 'run\u202e4' });
    const hiding = await propose(by, { name: 'hiding' }, { run_id: 'run\u202e4' });
    expect((await pressureOf(reviewer, hiding.id))?.calls).toHaveLength(1);
    const { id } = await propose(by, { name: 'no-run' });
    expect(await pressureOf(reviewer, id)).toEqual({
      refused: [],
      moreRefused: false,
      calls: [],
      moreCalls: false,
    });
  });
});

describe('whom it is told', () => {
  it('is told to no agent, and of nothing that a person proposed', async () => {
    const { id } = await propose(agent, { name: 'untold' });
    expect(await pressureOf(agent, id)).toBeNull();
    const own = await propose(reviewer, { name: 'by-person' });
    expect(await pressureOf(reviewer, own.id)).toBeNull();
  });

  it('holds nothing of another tenant, though the run has the same name', async () => {
    const stranger = await makeKey(await makePerson(await makeTenant(), 'operator'));
    await denied(stranger.agent, { runId: 'run-5' });
    await called(stranger.agent, { runId: 'run-5' });
    const by = await newAgent();
    const { id } = await propose(by, { name: 'foreign-run' }, { run_id: 'run-5' });
    const viewer = await makeSession(await makePerson(person.tenant, 'viewer'));
    expect(await pressureOf(viewer, id)).toMatchObject({ refused: [], calls: [] });
  });
});
