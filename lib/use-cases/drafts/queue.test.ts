import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';
import { makeKey, makeTeam } from '@/db/testing/fixtures';
import { propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { listDrafts } from './list-drafts';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

const production = { environment: 'prod', verification: { method: 'none' } };

async function walk(
  human: Parameters<typeof listDrafts>[0],
  input: object,
  limit: number,
): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const asked = { status: 'pending', order: 'queue', ...input, limit, ...(cursor && { cursor }) };
    const page = accepted(await listDrafts(human, asked));
    names.push(...page.items.map(({ resourceName }) => resourceName));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return names;
}

/** Ends a draft at this moment: proposals only choose whole hours from now. */
const expireAt = (tenantId: string, id: string, at: string) =>
  owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenantId}, true)`;
    await sql`update drafts set expires_at = ${at} where id = ${id}`;
  });

it('puts high risk first among drafts that end within the same hour, and the earlier hour before it', async () => {
  const { person, reviewer, agent } = await makeTeam();
  const rows = [
    ['low-early', {}, '2099-01-01T10:01:00.001Z'],
    ['low-late', {}, '2099-01-01T10:01:00.003Z'],
    ['high', production, '2099-01-01T10:59:59.999Z'],
    ['earlier-hour', {}, '2099-01-01T09:59:59.999Z'],
    ['next-hour', production, '2099-01-01T11:00:00.000Z'],
  ] as const;
  await propose(agent, { name: 'first-of-all' });
  for (const [name, spec, at] of rows) {
    const { id } = await propose(agent, { name, target_url: 'https://hooks.acme.com/a', ...spec });
    await owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${person.tenant.id}, true)`;
      await sql`update drafts set risk_tier = ${spec === production ? 'high' : 'low'} where id = ${id}`;
    });
    await expireAt(person.tenant.id, id, at);
  }
  const order = ['first-of-all', 'earlier-hour', 'high', 'low-early', 'low-late', 'next-hour'];
  expect(await walk(reviewer, {}, 100)).toEqual(order);
  expect(await walk(reviewer, {}, 1)).toEqual(order);
});

it('leaves one agent no more than ten places while another waits, and says how many it has', async () => {
  const { person, reviewer, agent } = await makeTeam();
  for (let n = 0; n < 13; n += 1) await propose(agent, { name: `flood-${n}` }, { ttl_hours: 1 });
  expect(await walk(reviewer, {}, 5)).toHaveLength(13);

  const { agent: other } = await makeKey(person);
  await propose(other, { name: 'patient' }, { ttl_hours: 100 });
  const page = accepted(await listDrafts(reviewer, { status: 'pending', order: 'queue', limit: 11 }));
  expect(page.items.map(({ resourceName }) => resourceName)).toContain('patient');
  expect(page.nextCursor).toBeNull();
  expect(page.crowd).toEqual([{ id: agent.keyId, name: expect.any(String), waiting: 13 }]);
  const paged = await walk(reviewer, {}, 3);
  expect(paged).toEqual(page.items.map(({ resourceName }) => resourceName));

  expect(await walk(reviewer, { creator: agent.keyId }, 5)).toHaveLength(13);
  expect(await walk(reviewer, { risk: ['low', 'medium', 'high'] }, 5)).toHaveLength(11);
});
