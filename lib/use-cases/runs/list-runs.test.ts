import { beforeEach, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import type { RunSummary } from '@/lib/domain/runs/run-summary';
import { propose } from '@/lib/use-cases/testing/acts';
import { deniedWith, recorded } from '@/lib/use-cases/testing/recorded';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { stopIt } from '@/lib/use-cases/testing/stops';
import { listRuns } from './list-runs';

let owner: TestPerson;
let operator: Human;
let agent: Agent;
let other: Agent;

beforeEach(async () => {
  owner = await makePerson(await makeTenant(), 'operator');
  operator = await makeSession(owner);
  agent = (await makeKey(owner)).agent;
  other = { ...(await makeKey(owner)).agent, name: 'other-bot' };
});

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));
const called = (run: string | null, minute: number, by: Agent = agent, over = {}) =>
  recorded(by, { run_id: run, started_at: at(minute), ...over });

/** Every page of the list, each as the names on it. */
async function pages(limit: number, looksAt?: number): Promise<string[][]> {
  const shown: string[][] = [];
  let cursor: string | null = null;
  do {
    const input: Record<string, unknown> = { limit, ...(cursor !== null && { cursor }) };
    const page: { items: RunSummary[]; nextCursor: string | null } = accepted(
      await listRuns(operator, input, looksAt === undefined ? {} : { looksAt }),
    );
    shown.push(page.items.map(({ run_id: run }) => run));
    cursor = page.nextCursor;
  } while (cursor !== null && shown.length < 20);
  return shown;
}

describe('the list of runs', () => {
  it('says of each who began it, from when to when, its calls, its drafts, and whether it is stopped', async () => {
    await called('old', 1);
    await called('nightly', 2);
    await called('nightly', 3, other, deniedWith('TOOL_NOT_ALLOWED', 'grant:tools'));
    await called(null, 4);
    await propose(agent, { name: 'listed-run' }, { run_id: 'nightly' });
    await stopIt(operator, 'run', 'old');
    const { items, nextCursor } = accepted(await listRuns(operator, {}));
    expect(items).toMatchObject([
      {
        run_id: 'nightly',
        agent_identity: agent.name,
        first_at: at(2),
        last_at: at(3),
        calls: 2,
        denied: 1,
        drafts: 1,
        stopped: false,
      },
      { run_id: 'old', calls: 1, denied: 0, drafts: 0, stopped: true },
    ]);
    expect(nextCursor).toBeNull();
  });

  it.each([
    ['whatever stands between their calls', 10],
    ['where a page looks at fewer calls than a run has', 2],
    ['where a page looks at one call', 1],
  ])('has each run once, at its newest call, %s', async (_, looksAt) => {
    const order = ['a', 'b', 'a', null, 'c', 'a', 'b', null];
    for (const [minute, run] of order.entries()) await called(run, minute);
    const shown = await pages(2, looksAt);
    expect(shown.flat()).toEqual(['b', 'a', 'c']);
    expect(shown.every((page) => page.length <= 2)).toBe(true);
  });

  it('counts so far and no further', async () => {
    await Promise.all(Array.from({ length: 1003 }, (_, index) => called('long', index % 50)));
    expect(accepted(await listRuns(operator, {})).items).toMatchObject([{ run_id: 'long', calls: 1001 }]);
  });

  it('is of this tenant, for who may read calls, and by a cursor of its own', async () => {
    await called('mine', 1);
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(accepted(await listRuns(stranger, {})).items).toEqual([]);
    const viewer = await makeSession(await makePerson(owner.tenant, 'viewer'));
    expect(codeOf(await listRuns(viewer, {}))).toBe('ROLE_REQUIRED');
    expect(codeOf(await listRuns(operator, { cursor: 'x' }))).toBe('VALIDATION_FAILED');
  });
});
