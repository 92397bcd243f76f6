import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeKey, makeTeam } from '@/db/testing/fixtures';
import { leafOf } from '@/lib/domain/evidence/leaf';
import { writeFeedCursor } from '@/lib/domain/feed-cursor';
import { writeCursor } from '@/lib/domain/page-cursor';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { makeService } from '@/lib/use-cases/testing/services';
import { followEndpoints, readFollow } from './follow-endpoints';
import { listEndpoints } from './list-endpoints';

const { person, reviewer, agent } = await makeTeam();
const { service } = await makeService(person.tenant.system);
const app = postgres(inject('appUrl'), { max: 1 });
afterAll(() => app.end());

const follow = async (since: string, limit = 100) =>
  accepted(await followEndpoints(service, { since, limit }));
const applied = async (spec: Record<string, unknown>, operation?: string) => {
  const draft = await propose(agent, spec, operation === undefined ? {} : { operation });
  return accepted(await apply(reviewer, draft));
};

beforeAll(async () => {
  await applied({ name: 'alpha' });
  await propose(agent, { name: 'waits' });
  await applied({ name: 'beta' });
  await applied({ name: 'alpha', timeout_seconds: 9 }, 'update');
  await applied({ name: 'beta' }, 'delete');
});

describe('the feed', () => {
  it('has every apply in the order of the log: versions with their spec, a delete as a tombstone', async () => {
    const { items, hasMore } = await follow('0');
    expect(items.map(({ name, operation, version }) => `${operation} ${name} ${version}`)).toEqual([
      'create alpha 1',
      'create beta 1',
      'update alpha 2',
      'delete beta 2',
    ]);
    expect(items.map(({ idx }) => idx)).toEqual(items.map(({ idx }) => idx).toSorted((a, b) => a - b));
    expect(items[2]?.spec).toMatchObject({ name: 'alpha', timeout_seconds: 9 });
    expect(items[3]).toMatchObject({ spec: null, digest: null });
    expect(hasMore).toBe(false);
  });

  it('goes on page by page without a gap, begins with an empty cursor too, and rests at its end', async () => {
    const names: string[] = [];
    let since = '';
    for (let more = true; more; ) {
      const page = await follow(since, 1);
      names.push(...page.items.map(({ name, version }) => `${name} ${version}`));
      ({ next: since, hasMore: more } = page);
    }
    expect(names).toEqual(['alpha 1', 'beta 1', 'alpha 2', 'beta 2']);
    expect(await follow(since)).toMatchObject({ items: [], next: since, hasMore: false });
  });

  it('goes on from the state of a list: what its cursor names is what the list showed', async () => {
    const listed = accepted(await listEndpoints(service, {}));
    expect(listed.items.map(({ name, version }) => [name, version])).toEqual([['alpha', 2]]);
    expect((await follow(listed.since)).items).toEqual([]);
    await applied({ name: 'gamma' });
    expect((await follow(listed.since)).items.map(({ name }) => name)).toEqual(['gamma']);
    expect(accepted(await listEndpoints(service, {})).since).not.toBe(listed.since);
    await propose(agent, { name: 'waits-too' });
    const { since } = accepted(await listEndpoints(service, { limit: 1 }));
    expect(accepted(await listEndpoints(service, { cursor: writeCursor(['alpha']) })).since).toBe(since);
  });

  it('begins for a tenant without any apply, for people and agents too, and needs the scope', async () => {
    const empty = await makeTeam();
    const listed = accepted(await listEndpoints(empty.reviewer, {}));
    expect(listed.since).toBe('0');
    const asked = { since: '', limit: 10 };
    expect(accepted(await followEndpoints(empty.reviewer, asked))).toMatchObject({ items: [], next: '0' });
    expect(accepted(await followEndpoints(agent, asked)).items.length).toBeGreaterThan(4);
    const writer = (await makeKey(person, ['mcp:draft:create:endpoint'])).agent;
    expect(codeOf(await followEndpoints(writer, asked))).toBe('INSUFFICIENT_SCOPE');
  });
});

describe('a cursor that cannot be', () => {
  it.each([
    ['nonsense', 'nonsense'],
    ['a page’s', writeCursor(['alpha'])],
    ['a number', '7'],
    ['a place before the log', writeCursor(['0'.repeat(12), -1, '0'.repeat(24)])],
    ['a place that is no whole number', writeCursor(['0'.repeat(12), 1.5, '0'.repeat(24)])],
    ['a place beyond every log', writeCursor(['0'.repeat(12), 1e300, '0'.repeat(24)])],
  ])('is refused: %s', async (_, since) => {
    expect(await followEndpoints(service, { since, limit: 1 })).toMatchObject({
      refusal: { code: 'VALIDATION_FAILED', issues: [{ path: 'since', code: 'unknown_cursor' }] },
    });
  });

  it('is refused for another tenant’s, which is good where it comes from', async () => {
    const other = await makeTeam();
    accepted(await apply(other.reviewer, await propose(other.agent, { name: 'theirs' })));
    const { next } = accepted(await followEndpoints(other.reviewer, { since: '0', limit: 10 }));
    expect(codeOf(await followEndpoints(other.reviewer, { since: next, limit: 10 }))).toBe('ok');
    expect(codeOf(await followEndpoints(service, { since: next, limit: 10 }))).toBe('VALIDATION_FAILED');
  });

  it('is refused loudly when the log ends before it, or holds something else at its place', async () => {
    const { items, logSize } = await follow('0');
    const [first] = items;
    const leafHash = first?.leaf_hash ?? Buffer.alloc(0);
    const at = (idx: number, hash = leafHash) => writeFeedCursor(service.tenantId, { idx, leafHash: hash });
    expect(codeOf(await followEndpoints(service, { since: at(first?.idx ?? -1), limit: 1 }))).toBe('ok');
    expect(await followEndpoints(service, { since: at(logSize), limit: 1 })).toMatchObject({
      refusal: { code: 'CURSOR_NOT_IN_LOG', message: expect.stringContaining('ahead of the log') },
    });
    const forked = [at(first?.idx ?? -1, Buffer.alloc(32)), at((first?.idx ?? 0) - 1), at(2 ** 53 - 1)];
    for (const since of forked) {
      expect(codeOf(await followEndpoints(service, { since, limit: 1 }))).toBe('CURSOR_NOT_IN_LOG');
    }
  });

  it.each([
    { since: '0', cursor: 'x' },
    { since: '0', name: 'alpha' },
    { since: '0', wait_seconds: '31' },
    { since: '0', wait_seconds: '-1' },
    { since: '0', limit: '101' },
    { since: 'x'.repeat(501) },
  ])('does not go with %j', (input) => {
    expect(codeOf(readFollow(input))).toBe('VALIDATION_FAILED');
  });

  it.each(['name', 'cursor'])('says that %s does not go with it', (field) => {
    expect(readFollow({ since: '0', [field]: 'x' })).toMatchObject({
      refusal: { message: `${field} does not go with since.`, issues: [{ path: field }] },
    });
  });
});

it('skips nothing under concurrent applies: no position is seen before every earlier one is decided', async () => {
  const { next, logSize } = await follow('0');
  const drafts = await Promise.all(['one', 'two'].map((name) => propose(agent, { name })));
  const { tenantId } = service;
  const holder = await app.reserve();
  await holder`begin`;
  await holder`select set_config('app.tenant_id', ${tenantId}, true)`;
  const held = leafOf({
    event: 'draft_apply_refused',
    id: 'evd_held',
    tenant: tenantId,
    subject: 'drf_held',
    payload: {},
  });
  const [place] = await holder<
    { idx: string }[]
  >`select idx from log_append(${held.event}, ${held.id}, ${held.subject}, ${held.entry})`;
  const deciding = Promise.all(drafts.map((draft) => apply(reviewer, draft)));
  const first = await Promise.race([
    deciding.then(() => 'applied'),
    new Promise((resolve) => {
      setTimeout(resolve, 500, 'waiting');
    }),
  ]);
  expect(first).toBe('waiting');
  expect(await follow(next)).toMatchObject({ items: [], logSize: logSize + 2 });
  await holder`rollback`;
  holder.release();
  const positions = (await deciding).map((result) => accepted(result).evidence.merklePosition);
  // The position that was held and given back is taken by the first that commits: the log has no gap to wait for.
  // Each apply is two leaves: what was seen lies before what was done.
  expect(positions.toSorted((a, b) => a - b)).toEqual([Number(place?.idx) + 1, Number(place?.idx) + 3]);
  expect((await follow(next)).items.map(({ idx }) => idx)).toEqual(positions.toSorted((a, b) => a - b));
});
