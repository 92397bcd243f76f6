import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Agent, Human } from '@/lib/domain/actor';
import { addRule } from '@/lib/use-cases/policy/add-rule';
import { stopIt } from '@/lib/use-cases/testing/stops';
import { openDoor } from './testing/door-server';
import { callBody, post } from './testing/raw-call';

let door: Awaited<ReturnType<typeof openDoor>>;
let operator: Human;
let key: { token: string; agent: Agent };

beforeAll(async () => {
  door = await openDoor();
});
beforeEach(async () => {
  const person = await makePerson(await makeTenant(), 'operator');
  operator = await makeSession(person);
  key = await makeKey(person);
});
afterAll(() => door.close());

const saidBeside = { 'countersign/run-id': 'run-9' };
/** Every way to say a run, and whether it is the caller's own. */
const ways = [
  [
    'an argument of a proposal',
    'draft_create_endpoint',
    () => proposalOf({}, { run_id: 'run-9' }),
    {},
    'run-9',
  ],
  ['beside a proposal', 'draft_create_endpoint', () => proposalOf(), saidBeside, 'run-9'],
  ['an argument of a check', 'draft_check_endpoint', () => proposalOf({}, { run_id: 'run-9' }), {}, 'run-9'],
  ['beside a read', 'draft_list', () => ({}), saidBeside, 'run-9'],
  ['an argument of what is no tool', 'draft_apply', () => ({ run_id: 'run-9' }), {}, 'run-9'],
  ['a filter', 'call_log_list', () => ({ run_id: 'run-9' }), {}, null],
] as const;

const ask = (name: string, args: unknown, meta: Record<string, string>) =>
  post(door.url, key.token, callBody(name, args, meta)).then((answer) => answer.text());

const stored = () =>
  withTenantRead(operator, async ({ sql }) => ({
    calls: (await sql<{ run_id: string | null }[]>`select run_id from tool_calls order by id`).map(
      (row) => row.run_id,
    ),
    drafts: (await sql<{ run_id: string | null }[]>`select run_id from drafts`).map((row) => row.run_id),
  }));

const spelt: readonly (readonly [string, string])[] = [
  ['a space behind it', 'run-9 '],
  ['a line break behind it', 'run-9\n'],
  ['a wide space before it', '\u3000run-9'],
  ['a byte order mark', '\ufeffrun-9'],
];
const lookalikes = [
  'run-9\u200b',
  'run\u00ad-9',
  'run-\u202e9',
  'run-9\u2060',
  'run\u00a0-9',
  'run-\n9',
  'run-9\u{e0039}',
];
const withRun = (run: string) =>
  [
    ['draft_create_endpoint', proposalOf({}, { run_id: run }), {}],
    ['draft_create_endpoint', proposalOf(), { 'countersign/run-id': run }],
    ['draft_list', {}, { 'countersign/run-id': run }],
    ['call_log_list', {}, { 'countersign/run-id': run }],
  ] as const;

it.each(spelt)('a stop of a run covers one that is said with %s, and its record names it', async (_, run) => {
  for (const [name, args, meta] of withRun(run)) await ask(name, args, meta);
  expect(new Set((await stored()).calls)).toEqual(new Set(['run-9']));
  expect(new Set((await stored()).drafts)).toEqual(new Set(['run-9']));
  await stopIt(operator, 'run', 'run-9');
  for (const [name, args, meta] of withRun(run)) expect(await ask(name, args, meta)).toContain('RUN_STOPPED');
});

it.each(lookalikes.map((run) => [JSON.stringify(run), run] as const))(
  'what looks like a run and is another is refused as run and as task: %s',
  async (_, run) => {
    for (const [name, args, meta] of withRun(run)) {
      expect(await ask(name, args, meta)).toContain('run_id holds a character that does not show');
    }
    for (const [args, meta] of [
      [proposalOf({}, { task_ref: run }), {}],
      [proposalOf(), { 'countersign/task-ref': run }],
    ] as const) {
      const answer = await ask('draft_create_endpoint', args, meta);
      expect(answer).toContain('task_ref holds a character that does not show');
      expect(answer).toContain('VALIDATION_FAILED');
    }
    expect((await stored()).drafts).toEqual([]);
  },
);

describe.each(ways)('a run that is said as %s', (_, name, args, meta, run) => {
  it('is the run of its record and of its draft', async () => {
    await ask(name, args(), meta);
    const { calls, drafts } = await stored();
    expect(calls).toEqual([run]);
    expect(drafts).toEqual(name === 'draft_create_endpoint' ? [run] : []);
  });

  it('is stopped with its run, when it is the call’s own', async () => {
    await stopIt(operator, 'run', 'run-9');
    const answer = await ask(name, args(), meta);
    expect(answer.includes('RUN_STOPPED')).toBe(run !== null);
  });

  it('is denied by a rule about its run, when it is the call’s own', async () => {
    const input = {
      priority: 10,
      effect: 'deny',
      match: { runs: ['run-9'] },
      reason: 'not this run, says an operator',
    };
    await addRule(operator, { input, idempotencyKey: null });
    const answer = await ask(name, args(), meta);
    // What is no tool is refused before any rule is asked.
    expect(answer.includes('not this run')).toBe(run !== null && name !== 'draft_apply');
  });
});
