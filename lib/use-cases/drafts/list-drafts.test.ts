import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import { writeCursor } from '@/lib/domain/page-cursor';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { countPending } from './count-pending';
import { listDrafts } from './list-drafts';

const owner = postgres(inject('ownerUrl'), { max: 1 });
const { person, reviewer, agent } = await makeTeam();

beforeAll(async () => {
  for (let n = 0; n < 12; n += 1)
    await propose(agent, { name: `listed-${String(n).padStart(2, '0')}` }, { ttl_hours: 50 - n });
});
afterAll(() => owner.end());

async function walk(input: Record<string, unknown>): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = accepted(await listDrafts(reviewer, { ...input, limit: 5, ...(cursor && { cursor }) }));
    names.push(...page.items.map(({ resourceName }) => resourceName));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return names;
}

const moving = (tries: number) => ({ name: 'moving', retry: { max_attempts: tries } });

describe('listDrafts', () => {
  it('pages through every draft exactly once, newest first or what ends soonest first', async () => {
    const newest = await walk({ q: 'listed-' });
    expect(newest).toHaveLength(12);
    expect(newest).toEqual(newest.toSorted().toReversed());
    expect(await walk({ q: 'listed-', order: 'expires' })).toEqual(newest);
  });

  it('filters by status as the clock says, and the count agrees', async () => {
    const late = await propose(agent, { name: 'late' });
    accepted(await apply(reviewer, await propose(agent, { name: 'done' })));
    const before = accepted(await countPending(reviewer)).pending;
    await owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${person.tenant.id}, true)`;
      await sql`update drafts set expires_at = created_at + interval '1 millisecond' where id = ${late.id}`;
    });
    expect(accepted(await countPending(reviewer)).pending).toBe(before - 1);
    expect(await walk({ status: 'pending' })).not.toContain('late');
    expect(await walk({ status: 'expired' })).toEqual(['late']);
    expect(await walk({ status: 'applied' })).toEqual(['done']);
    expect(await walk({ decided: true })).toEqual(['done', 'late']);
    for (const [status, names] of [
      ['applied', ['done']],
      ['expired', ['late']],
      ['discarded', []],
      ['pending', []],
    ])
      expect(await walk({ decided: true, status })).toEqual(names);
    const first = accepted(await listDrafts(reviewer, { decided: true, limit: 1 }));
    const rest = accepted(await listDrafts(reviewer, { decided: true, cursor: first.nextCursor ?? '' }));
    expect([...first.items, ...rest.items].map(({ resourceName }) => resourceName)).toEqual(['done', 'late']);
    expect(accepted(await listDrafts(reviewer, { q: 'late' })).items[0]?.status).toBe('expired');
  });

  it('says of a pending draft whose base moved what moved, and nothing of any other', async () => {
    accepted(await apply(reviewer, await propose(agent, { name: 'moving' })));
    const against = { operation: 'update', base_version: 1 };
    const winner = await propose(agent, moving(7), against);
    const stale = await propose(agent, moving(8), against);
    const twins = [
      await propose(agent, { name: 'twin' }),
      await propose(agent, { name: 'twin', timeout_seconds: 9 }),
    ] as const;
    const blockedOf = async (input: Record<string, unknown>) =>
      new Map(
        accepted(await listDrafts(reviewer, input)).items.map(({ id, blocked }) => [id, blocked?.message]),
      );
    expect((await blockedOf({ q: 'moving' })).get(stale.id)).toBeUndefined();

    accepted(await apply(reviewer, winner));
    accepted(await apply(reviewer, twins[0]));
    for (const input of [{ q: 'moving' }, { status: 'pending' }, { status: 'pending', order: 'expires' }]) {
      const blocked = await blockedOf(input);
      expect(blocked.get(stale.id)).toBe('Made against version 1, version 2 is live.');
      expect(blocked.get(winner.id)).toBeUndefined();
    }
    expect((await blockedOf({ q: 'twin' })).get(twins[1].id)).toBe('A resource of this name exists now.');
    expect((await blockedOf({ q: 'twin' })).get(twins[0].id)).toBeUndefined();
    expect(accepted(await listDrafts(agent, { q: stale.id })).items[0]?.blocked?.code).toBe('BASE_CHANGED');
    const removal = await propose(agent, { name: 'moving' }, { operation: 'delete', base_version: 2 });
    accepted(await apply(reviewer, removal));
    expect((await blockedOf({ q: stale.id })).get(stale.id)).toBe('The live resource is gone.');
  });

  it.each([
    ['an unknown field', { colour: 'red' }],
    ['an unknown status', { status: 'open' }],
    ['a limit beyond 100', { limit: 101 }],
    ['a cursor that is not ours', { cursor: 'bm90LW91cnM' }],
    ['a cursor of the year 0000', { cursor: writeCursor(['0000-01-01T00:00:00Z', 'drf_1']) }],
    ['a cursor of the year 2100', { cursor: writeCursor(['2100-01-01T00:00:00Z', 'drf_1']) }],
    ['a cursor of a number', { cursor: writeCursor([3_000_000_000, 'drf_1']) }],
    ['a cursor with an id that is a number', { cursor: writeCursor(['2026-01-01T00:00:00Z', 3e9]) }],
    ['a cursor with U+0000', { cursor: writeCursor(['2026-01-01T00:00:00Z', 'drf_\0']) }],
  ])('refuses %s', async (_name, input) => {
    expect(codeOf(await listDrafts(reviewer, input))).toBe('VALIDATION_FAILED');
  });

  it('is refused to a key without the scope and empty for another tenant', async () => {
    const writer = (await makeKey(person, ['mcp:draft:create:endpoint'])).agent;
    expect(codeOf(await listDrafts(writer, {}))).toBe('INSUFFICIENT_SCOPE');
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(accepted(await listDrafts(stranger, {})).items).toEqual([]);
  });
});
