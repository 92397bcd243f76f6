import { beforeAll, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import { writeCursor } from '@/lib/domain/page-cursor';
import { selftestIdentity } from '@/lib/domain/selftest/selftest-identity';
import { propose } from '@/lib/use-cases/testing/acts';
import { deniedWith, recorded } from '@/lib/use-cases/testing/recorded';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { searchCalls, showCall } from './search-calls';

let owner: TestPerson;
let reviewer: Human;
let agent: Agent;
let other: Agent;
const ids: Record<string, string> = {};

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));

beforeAll(async () => {
  owner = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(owner);
  agent = (await makeKey(owner)).agent;
  other = { ...(await makeKey(owner)).agent, name: 'other-bot' };
  const draft = await propose(agent, { name: 'searched' }, { run_id: 'run-s' });
  ids['draft'] = draft.id;
  ids['made'] = await recorded(agent, {
    tool: 'draft_create_endpoint',
    downstream_action_id: draft.id,
    run_id: 'run-s',
    correlation_id: 'req_searched',
    args_redacted: { run_id: 'run-s' },
    started_at: at(1),
  });
  ids['denied'] = await recorded(agent, {
    ...deniedWith('MCP_CANNOT_APPLY', 'boundary:no-apply'),
    tool: 'draft_apply',
    started_at: at(2),
  });
  ids['failed'] = await recorded(agent, {
    outcome: 'error',
    error_code: 'VALIDATION_FAILED',
    started_at: at(3),
  });
  ids['other'] = await recorded(other, { started_at: at(4) });
});

const found = async (filter: Record<string, unknown>, as: Human = reviewer) =>
  accepted(await searchCalls(as, filter)).items.map(({ id }) => id);

describe('the calls of a tenant', () => {
  it('come newest first, of every key, a page at a time', async () => {
    const newest = ['other', 'failed', 'denied', 'made'].map((name) => ids[name]);
    expect(await found({})).toEqual(newest);
    const first = accepted(await searchCalls(reviewer, { limit: 3 }));
    expect(first.items.map(({ id }) => id)).toEqual(newest.slice(0, 3));
    expect(await found({ cursor: first.nextCursor })).toEqual(newest.slice(3));
  });

  it.each([
    ['key_id', () => ({ key_id: other.keyId }), ['other']],
    ['agent', () => ({ agent: 'other-bot' }), ['other']],
    ['tool', () => ({ tool: 'draft_apply' }), ['denied']],
    ['text of the tool', () => ({ q: 'ENDPOINT' }), ['made']],
    ['allow', () => ({ decision: 'allow' }), ['other', 'failed', 'made']],
    ['deny', () => ({ decision: 'deny' }), ['denied']],
    ['ok', () => ({ outcome: 'ok' }), ['other', 'made']],
    ['error', () => ({ outcome: 'error' }), ['failed']],
    ['code', () => ({ error_code: 'VALIDATION_FAILED' }), ['failed']],
    ['run', () => ({ run_id: 'run-s' }), ['made']],
    ['correlation', () => ({ correlation_id: 'req_searched' }), ['made']],
    ['draft', () => ({ draft_id: ids['draft'] }), ['made']],
    ['from', () => ({ from: at(3).toISOString() }), ['other', 'failed']],
    ['to', () => ({ to: at(2).toISOString() }), ['made']],
    ['two at once', () => ({ agent: 'test-bot', outcome: 'denied', q: 'apply' }), ['denied']],
  ])('are narrowed by %s', async (_, filter, expected) => {
    expect(await found(filter())).toEqual(expected.map((name) => ids[name]));
  });

  it.each([
    ['an unknown filter', { owner: 'x' }],
    ['U+0000', { tool: 'a\0' }],
    ['half a surrogate pair', { q: '\ud800' }],
    ['a year beyond', { from: '9999-01-01T00:00:00Z' }],
    ['a limit beyond', { limit: 101 }],
    ['a long text', { tool: 'x'.repeat(301) }],
    ['a cursor of somebody else', { cursor: writeCursor([1]) }],
  ])('refuse %s', async (_, filter) => {
    expect(codeOf(await searchCalls(reviewer, filter))).toBe('VALIDATION_FAILED');
  });

  it('are found by part of a name however many names somebody made up', async () => {
    const crowd = await makePerson(await makeTenant(), 'reviewer');
    const { agent: busy } = await makeKey(crowd);
    const names = Array.from({ length: 1100 }, (_, index) => `a${index}`);
    await Promise.all(names.map((tool) => recorded(busy, { tool })));
    const hidden = await recorded(busy, { tool: 'zz_wanted' });
    expect(await found({ q: 'WANTED' }, await makeSession(crowd))).toEqual([hidden]);
  });

  it('are told with their arguments one by one', async () => {
    const shown = accepted(await showCall(reviewer, ids['made'] ?? ''));
    expect(shown).toMatchObject({ tool: 'draft_create_endpoint', args_redacted: { run_id: 'run-s' } });
    expect(codeOf(await showCall(reviewer, 'call_nonsense'))).toBe('RECORD_NOT_FOUND');
  });

  it('are nobody else’s: another tenant finds none, a viewer may not look', async () => {
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(await found({}, stranger)).toEqual([]);
    expect(codeOf(await showCall(stranger, ids['made'] ?? ''))).toBe('RECORD_NOT_FOUND');
    const viewer = await makeSession(await makePerson(owner.tenant, 'viewer'));
    expect(codeOf(await searchCalls(viewer, {}))).toBe('ROLE_REQUIRED');
    expect(codeOf(await showCall(viewer, ids['made'] ?? ''))).toBe('ROLE_REQUIRED');
    const operator = await makeSession(await makePerson(owner.tenant, 'operator'));
    expect(await found({ limit: 1 }, operator)).toEqual([ids['other']]);
  });
});

it('leaves out what the self-test asked where that is asked for', async () => {
  const tester = { ...agent, name: selftestIdentity };
  const id = await recorded(tester, { run_id: 'run-tested', agent_identity: selftestIdentity });
  const asked = { run_id: 'run-tested' };
  expect(await found(asked)).toEqual([id]);
  expect(accepted(await searchCalls(reviewer, asked, { hidesSelftest: true })).items).toEqual([]);
});
