import { beforeAll, describe, expect, it } from 'vitest';
import { withTenant } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import { toPacket } from '@/lib/domain/runs/to-packet';
import { recorded } from '@/lib/use-cases/testing/recorded';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { readRun } from './read-run';
import { reportRun } from './report-run';

let owner: TestPerson;
let reviewer: Human;
let agent: Agent;

beforeAll(async () => {
  owner = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(owner);
  agent = (await makeKey(owner, ['mcp:read:drafts', 'mcp:draft:create:endpoint'])).agent;
});

const said = (runId: string, input: unknown, by: Agent = agent, key: string | null = null) =>
  reportRun(by, { runId, input, idempotencyKey: key, correlationId: 'req_report' });

describe('what an agent reports of its run', () => {
  it('is kept without secrets, marked as agent-reported, the last word of each key', async () => {
    await recorded(agent, { run_id: 'run-told' });
    accepted(await said('run-told', { commands_run: ['old'] }));
    const report = {
      commands_run: ['npm test', 'curl -H "Authorization: Bearer abcdefghijklmnop1234"'],
      tests: { passed: 3, failed: 1, skipped: 0 },
    };
    expect(accepted(await said('run-told', report))).toMatchObject({ revision: 2, redaction_count: 1 });
    const packet = toPacket(accepted(await readRun(reviewer, 'run-told')));
    expect(packet.commands_run).toEqual({
      agent_reported: true,
      declared: true,
      items: ['npm test', '[redacted]'],
    });
    expect(packet.files_changed).toEqual({ agent_reported: true, declared: false, items: [] });
    expect(packet.tests).toEqual({ agent_reported: true, declared: true, passed: 3, failed: 1, skipped: 0 });
  });

  it('is taken only of a run in which the key took part, twenty times, and once per idempotency key', async () => {
    const { agent: second } = await makeKey(owner);
    expect(codeOf(await said('run-told', {}, second))).toBe('RECORD_NOT_FOUND');
    expect(codeOf(await said('run-of-nobody', {}))).toBe('RECORD_NOT_FOUND');
    await recorded(second, { run_id: 'run-often' });
    expect(accepted(await said('run-often', {}, second, 'once'))).toMatchObject({
      revision: 1,
      replayed: false,
    });
    expect(accepted(await said('run-often', {}, second, 'once'))).toMatchObject({
      revision: 1,
      replayed: true,
    });
    const codes = await Promise.all(
      Array.from({ length: 20 }, async () => codeOf(await said('run-often', {}, second))),
    );
    expect(codes.toSorted()).toEqual(['VALIDATION_FAILED', ...Array.from({ length: 19 }, () => 'ok')]);
  });

  it.each([
    ['an unknown field', { approved: true }],
    ['a negative count', { tests: { passed: -1, failed: 0, skipped: 0 } }],
    ['too many lines', { files_changed: Array.from({ length: 201 }, () => 'a') }],
    ['a line too long', { files_changed: ['a'.repeat(501)] }],
    ['U+0000', { files_changed: ['a\0'] }],
  ])('is refused with %s', async (_, report) => {
    expect(codeOf(await said('run-told', report))).toBe('VALIDATION_FAILED');
  });

  it('needs the scope to propose', async () => {
    const { agent: unscoped } = await makeKey(owner, ['mcp:read:drafts']);
    expect(codeOf(await said('run-told', {}, unscoped))).toBe('INSUFFICIENT_SCOPE');
  });

  it('is written by nobody but its key, and never changed: the database refuses', async () => {
    const row = { run_id: 'run-told', revision: 19, report: '{}', redaction_count: 0, correlation_id: 'x' };
    const insert = (by: Agent | Human, keyId: string) =>
      withTenant(by, async ({ sql, tenantId }) => {
        const times = { tenant_id: tenantId, agent_key_id: keyId, reported_at: new Date() };
        await sql`insert into run_reports ${sql({ ...row, ...times })}`;
      });
    await expect(insert(agent, 'key_of_another')).rejects.toThrow('row-level security');
    await expect(insert(reviewer, agent.keyId)).rejects.toThrow('permission denied');
    const change = withTenant(agent, ({ sql }) => sql`update run_reports set report = '{}'`);
    await expect(change).rejects.toThrow('permission denied');
  });
});
