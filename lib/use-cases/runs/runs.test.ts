import { setTimeout } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { requestContext } from '@/db/request-context';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import type { Agent, Human } from '@/lib/domain/actor';
import { toIncident } from '@/lib/domain/runs/incident';
import type { Packet } from '@/lib/domain/runs/packet';
import { toPacket } from '@/lib/domain/runs/to-packet';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { deniedWith, recorded } from '@/lib/use-cases/testing/recorded';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { showCorrelation } from '../calls/show-correlation';
import { revertDraft } from '../drafts/revert-draft';
import { changeKey } from '../keys/change-key';
import { engageStop } from '../stops/engage-stop';
import { issued } from '../testing/keys';
import { readRun } from './read-run';

const database = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => database.end());

let owner: TestPerson;
let reviewer: Human;
let agent: Agent;

beforeAll(async () => {
  owner = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(owner);
  agent = (await makeKey(owner, ['mcp:read:drafts', 'mcp:draft:create:endpoint'])).agent;
});

const packetOf = async (runId: string, as: Human = reviewer): Promise<Packet> =>
  toPacket(accepted(await readRun(as, runId)));

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 3, minute));

describe('the review packet of a run', () => {
  it('says what the key allowed, what was called, refused, proposed and decided, as the rows do', async () => {
    const draft = await propose(agent, { name: 'packed' }, { run_id: 'run-1', task_ref: 'OPS-1' });
    await recorded(agent, {
      run_id: 'run-1',
      tool: 'draft_create_endpoint',
      downstream_action_id: draft.id,
      reason: 'asked to',
    });
    await recorded(agent, {
      run_id: 'run-1',
      tool: 'evidence_list',
      ...deniedWith('INSUFFICIENT_SCOPE', 'scope:mcp:read:evidence'),
    });
    await recorded(agent, { run_id: 'run-1', outcome: 'error', error_code: 'VALIDATION_FAILED' });
    const applied = accepted(await apply(reviewer, draft));
    const packet = await packetOf('run-1');

    const rows = await withTenantRead(owner.tenant.system, async ({ sql }) => [
      ...(await sql<{ tool: string; reason: string | null; decision: string }[]>`
        select tool, reason, decision from tool_calls where run_id = 'run-1' order by started_at, id`),
    ]);
    expect(packet.tool_calls.map(({ tool, reason, decision }) => ({ tool, reason, decision }))).toEqual(rows);
    expect(packet.calls).toEqual({
      total: rows.length,
      shown: rows.length,
      allow: 2,
      deny: 1,
      require_approval: 0,
      ok: 1,
      denied: 1,
      error: 1,
      timeout: 0,
    });
    expect(packet.task).toEqual({ refs: ['OPS-1'], reasons: ['because a test asks for it'] });
    expect(packet.allowed).toMatchObject({
      files: { agent_reported: true, declared: false, items: [] },
      servers: ['self'],
      methods: ['draft_create_endpoint', 'draft_check_endpoint', 'draft_list', 'draft_show'],
      data_classes: [...agent.grant.dataClasses],
      grant: 'throughout',
    });
    expect(packet.boundary_pressure.map(({ key_id: id }) => id)).toContain(agent.keyId);
    expect(packet.boundary_pressure).toMatchObject([
      { tool: 'evidence_list', code: 'INSUFFICIENT_SCOPE', scope: 'mcp:read:evidence' },
    ]);
    expect(packet.approvals).toMatchObject([
      {
        who: { id: reviewer.userId, name: reviewer.name },
        decision: 'applied',
        draft_id: draft.id,
        evidence_id: applied.evidence.id,
      },
    ]);
    expect(packet.rollback).toMatchObject({
      state: 'open',
      steps: [{ draft_id: draft.id, state: 'can_revert' }],
    });
    expect(packet.rollback.containment).toMatchObject([{ key_id: agent.keyId, key_status: 'active' }]);
  });

  it('follows what is done to roll it back', async () => {
    const draft = await propose(agent, { name: 'rolled' }, { run_id: 'run-2' });
    accepted(await apply(reviewer, draft));
    const request = { correlationId: 'req_revert', channel: 'ui' } as const;
    const input = { draftId: draft.id, rationale: null, ttlHours: null, idempotencyKey: null };
    const { draft: inverse } = accepted(await revertDraft(reviewer, input, request));
    expect((await packetOf('run-2')).rollback.steps).toMatchObject([
      { state: 'revert_waits', revert_draft_id: inverse.id },
    ]);
  });

  it('holds every refusal and the counts of all calls where it cannot hold all of them', async () => {
    const many = Array.from({ length: 501 }, (_, index) =>
      recorded(agent, { run_id: 'run-long', started_at: new Date(Date.UTC(2026, 10, 20, 0, 0, index)) }),
    );
    await Promise.all(many);
    await recorded(agent, { run_id: 'run-long', ...deniedWith('TOOL_NOT_ALLOWED', 'grant:tools') });
    const packet = await packetOf('run-long');
    expect(packet.calls).toMatchObject({ total: 502, shown: 500, deny: 1 });
    expect(packet.tool_calls).toHaveLength(500);
    expect(packet.boundary_pressure).toMatchObject([{ code: 'TOOL_NOT_ALLOWED' }]);
  });

  it('answers what was allowed by the grant of then, not by today’s, and says when it changed in between', async () => {
    const operator = await makeSession(await makePerson(owner.tenant, 'operator'));
    const { key } = await issued(operator, { scopes: ['mcp:read:drafts'] });
    const later = { ...agent, keyId: key.id };
    const calledAt = (run: string) => recorded(later, { run_id: run });
    const widened = (revision: number, scopes: string[]) =>
      changeKey(operator, key.id, { revision, scopes }, null).then(accepted);
    await calledAt('run-before');
    await calledAt('run-across');
    await setTimeout(5);
    await widened(1, ['mcp:read:drafts', 'mcp:read:evidence']);
    await setTimeout(5);
    await calledAt('run-across');
    const before = await packetOf('run-before');
    expect(before.allowed).toMatchObject({ methods: ['draft_list', 'draft_show'], grant: 'throughout' });
    expect(toIncident(before).sections[3]?.answer.join()).not.toContain('evidence_list');
    const across = await packetOf('run-across');
    expect(across.allowed.grant).toBe('changed');
    expect(across.agents[0]?.grants?.map(({ methods }) => methods.includes('evidence_list'))).toEqual([
      false,
      true,
    ]);
    const [, changed] = across.agents[0]?.grants ?? [];
    expect(toIncident(across).sections[3]?.answer[1]).toContain(`from ${changed?.from} on: `);
  });

  it('says that it does not know what was allowed where the record does not reach back', async () => {
    const { agent: narrow } = await makeKey(owner, ['mcp:read:drafts']);
    await recorded(narrow, { run_id: 'run-grant' });
    expect((await packetOf('run-grant')).allowed).toMatchObject({ grant: 'throughout' });
    await ownerIn(
      database,
      owner.tenant,
      (sql) =>
        sql`update agent_keys set revision = 2, scopes = '{mcp:read:evidence}' where id = ${narrow.keyId}`,
    );
    const packet = await packetOf('run-grant');
    expect(packet.allowed).toMatchObject({ methods: [], data_classes: [], grant: 'unknown' });
    expect(packet.agents[0]?.grants).toBeNull();
    const told = toIncident(packet).sections[3]?.answer.join() ?? '';
    expect([told.includes('not known'), told.includes('evidence_list')]).toEqual([true, false]);
  });

  it('names whoever began it first, and whoever says so later as one that also took part', async () => {
    // The older key comes later: the order is that of the run and not that in which keys were made.
    const beginner = await makeKey(owner);
    await recorded(agent, {
      run_id: 'run-begun',
      started_at: at(10),
      ...deniedWith('RUN_STOPPED', 'stop:run'),
    });
    await recorded(beginner.agent, { run_id: 'run-begun', started_at: at(0) });
    const packet = await packetOf('run-begun');
    expect(packet.agents).toMatchObject([
      { key_id: beginner.agent.keyId, first_at: at(0).toISOString(), calls: 1, denied: 0 },
      { key_id: agent.keyId, first_at: at(10).toISOString(), calls: 1, denied: 1 },
    ]);
    const [started] = toIncident(packet).sections;
    expect(
      started?.answer.map((line) => [beginner, { agent }].map((key) => line.includes(key.agent.keyId))),
    ).toEqual([
      [true, false],
      [false, false],
      [false, false],
      [false, true],
    ]);
    expect(started?.answer[3]).toMatch(/^Also took part: .*1 call, 1 denied/);
  });

  it('is nobody else’s: another tenant has no such run, a viewer may not look', async () => {
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(codeOf(await readRun(stranger, 'run-1'))).toBe('RECORD_NOT_FOUND');
    const viewer = await makeSession(await makePerson(owner.tenant, 'viewer'));
    expect(codeOf(await readRun(viewer, 'run-1'))).toBe('ROLE_REQUIRED');
    expect(codeOf(await readRun(reviewer, 'a\0b'))).toBe('RECORD_NOT_FOUND');
  });

  it('finds the calls of a run whose name hides characters', async () => {
    const hidden = 'run\u202e3';
    await propose(agent, { name: 'hidden-run' }, { run_id: hidden });
    await recorded(agent, { run_id: 'run⟨U+202E⟩3' });
    const packet = await packetOf(hidden);
    expect([packet.calls.total, packet.drafts.length]).toEqual([1, 1]);
  });
});

describe('one request', () => {
  it('is followed from its call to the applied change', async () => {
    const draft = await propose(agent, { name: 'traced' });
    await recorded(agent, {
      correlation_id: 'req_traced',
      downstream_action_id: draft.id,
      started_at: new Date(Date.now() - 60_000),
    });
    accepted(await apply(reviewer, draft));
    const { steps } = accepted(await showCorrelation(reviewer, 'req_traced'));
    const names = steps.map((step) => (step.kind === 'evidence' ? step.leaf.event : step.kind));
    expect(names).toEqual(['call', 'draft', 'draft_created', 'draft_viewed', 'draft_applied']);
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(codeOf(await showCorrelation(stranger, 'req_traced'))).toBe('RECORD_NOT_FOUND');
    const viewer = await makeSession(await makePerson(owner.tenant, 'viewer'));
    expect(codeOf(await showCorrelation(viewer, 'req_traced'))).toBe('ROLE_REQUIRED');
    expect(codeOf(await showCorrelation(reviewer, '../x'))).toBe('RECORD_NOT_FOUND');
  });

  it('of a person says what it changed, by whom and why', async () => {
    const request = { channel: 'api', correlationId: 'req_stopping' } as const;
    const asked = { scope: 'run', subject: 'run-changed', reason: 'It loops', idempotencyKey: null } as const;
    const { stop } = accepted(await requestContext.run(request, () => engageStop(reviewer, asked)));
    const { steps } = accepted(await showCorrelation(reviewer, 'req_stopping'));
    expect(steps).toMatchObject([
      {
        kind: 'change',
        change: {
          type: 'stop_engaged',
          actor_id: reviewer.userId,
          actor_name: reviewer.name,
          channel: 'api',
          subject: stop.id,
        },
      },
    ]);
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(codeOf(await showCorrelation(stranger, 'req_stopping'))).toBe('RECORD_NOT_FOUND');
  });
});

it('answers the eleven questions from the record', async () => {
  const { sections } = toIncident(await packetOf('run-1'));
  const answer = (number: number) => sections[number - 1]?.answer.join('\n') ?? '';
  expect(sections.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(answer(1)).toContain(owner.name);
  expect(answer(4)).toContain('draft_create_endpoint');
  expect(answer(5)).toContain('3 calls: 1 answered, 1 denied, 1 failed');
  expect(answer(6)).toContain(`${reviewer.name}: Applied: create packed`);
  expect(answer(7)).toContain('The scope mcp:read:evidence.');
  expect(answer(10)).toContain('create packed');
  expect(answer(11)).toContain('Yes, draft by draft:');
});
