import { expect, it } from 'vitest';
import { makePerson, makeSession, makeTeam } from '@/db/testing/fixtures';
import type { EndpointChangeWire } from '@/lib/domain/wire/endpoint-change-wire';
import type { EndpointWire } from '@/lib/domain/wire/endpoint-wire';
import { followers } from '@/lib/http/operations/endpoint-changes';
import { ask } from '@/lib/http/testing/ask';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { makeService } from '@/lib/use-cases/testing/services';
import { GET } from './route';

const { person, reviewer, agent } = await makeTeam();
const reviewers = [
  reviewer,
  await makeSession(await makePerson(person.tenant, 'reviewer')),
  await makeSession(await makePerson(person.tenant, 'admin')),
];
const { token } = await makeService(person.tenant.system);
const get = async <T>(query: string) =>
  (await ask(GET, { path: `/api/v1/endpoints?${query}`, token })).body as T;

type State = Map<string, { version: number; digest: string | null }>;
type Changes = { items: EndpointChangeWire[]; next: string; has_more: boolean };

/** A first full copy as a platform takes it: every page, and the cursor that the first one carried. */
async function copyAll(limit: number): Promise<{ state: State; since: string; states: Set<string> }> {
  const state: State = new Map();
  const states = new Set<string>();
  let first: string | null = null;
  let cursor = '';
  do {
    const page = await get<{ items: EndpointWire[]; next_cursor: string | null; since: string }>(
      `limit=${limit}${cursor}`,
    );
    for (const { name, version, digest } of page.items) state.set(name, { version, digest });
    first ??= page.since;
    states.add(page.since);
    cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
  } while (cursor !== '');
  return { state, since: first, states };
}

/** Follows until it is told to stop and nothing is left; says every position that it was given. */
async function followUntil(stopped: () => boolean, from: { state: State; since: string }): Promise<number[]> {
  const positions: number[] = [];
  for (let { since } = from; ; ) {
    const { items, next, has_more: more } = await get<Changes>(`since=${since}&limit=7&wait_seconds=2`);
    for (const { name, version, digest, operation, evidence } of items) {
      positions.push(evidence.merkle_position);
      if (operation === 'delete') from.state.delete(name);
      else from.state.set(name, { version, digest });
    }
    if (items.length === 0 && !more && stopped()) return positions;
    since = next;
  }
}

/** Creates, updates and now and then deletes one endpoint, each as another reviewer: five changes. */
async function change(n: number): Promise<void> {
  const name = `e-${n}`;
  const by = (step: number) => reviewers[(n + step) % reviewers.length] ?? reviewer;
  const step = async (at: number, spec: Record<string, unknown>, operation?: string) =>
    accepted(await apply(by(at), await propose(agent, spec, operation === undefined ? {} : { operation })));
  await step(0, { name });
  for (let at = 1; at < 4; at += 1) await step(at, { name, timeout_seconds: at + 2 }, 'update');
  await (n % 2 === 0 ? step(4, { name }, 'delete') : step(4, { name, timeout_seconds: 20 }, 'update'));
}

it('a follower ends with exactly what is live, whatever was applied at once and whenever it was cut off', async () => {
  for (let n = 0; n < 3; n += 1)
    accepted(await apply(reviewer, await propose(agent, { name: `before-${n}` })));
  const changing = Promise.all(Array.from({ length: 10 }, (_, n) => change(n)));
  // Taken in the middle of it, in pages of one: what they miss or show early, the feed puts right.
  const copy = await copyAll(1);
  let done = false;
  const cuts = setInterval(() => followers.closeAll(), 150);
  const following = followUntil(() => done, copy);
  const fromTheStart = followUntil(() => done, { state: new Map(), since: '0' });
  await changing;
  done = true;
  clearInterval(cuts);
  const [, all] = await Promise.all([following, fromTheStart]);

  expect(all).toHaveLength(53);
  expect(all).toEqual([...new Set(all)].toSorted((a, b) => a - b));
  const live = await copyAll(2);
  expect(live.states.size).toBe(1);
  expect(Object.fromEntries(copy.state)).toEqual(Object.fromEntries(live.state));
  expect([...live.state.keys()].filter((name) => name.startsWith('e-'))).toHaveLength(5);
});
