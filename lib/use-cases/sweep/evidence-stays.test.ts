import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';
import { newId } from '@/db/new-id';
import { appendCalls } from '@/db/queries/call-append';
import { tenantsWithOldBundles } from '@/db/queries/old-bundles';
import { makeDueDrafts } from '@/db/testing/due-drafts';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { askBundle } from '../bundles/ask-bundle';
import { removeOldBundles } from '../bundles/remove-old-bundles';
import { showBundle } from '../bundles/show-bundle';
import { fetched, filesIn, makeAll } from '../bundles/testing/fetched';
import { listEvidence } from '../evidence/list-evidence';
import { freshCheckpoint } from '../log/fresh-checkpoint';
import { sweepTenants } from './sweep';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

const place = await makeTenant();
const person = await makePerson(place, 'admin');
const reader = await makeSession(person);

/** Every row of the log as it is stored, and what was signed of it. */
async function logAsStored(upTo: number): Promise<string> {
  let stored: unknown;
  await ownerIn(owner, place, async (sql) => {
    stored = [
      await sql`select * from log_leaves where idx < ${upTo} order by idx`,
      await sql`select * from log_checkpoints where size <= ${upTo} order by size`,
      await sql`select tenant_id from log_heads`,
    ];
  });
  return JSON.stringify(stored);
}

const counted = async (table: string): Promise<number> => {
  let count = 0;
  await ownerIn(owner, place, async (sql) => {
    count = (await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)}`)[0]?.n ?? -1;
  });
  return count;
};

/** Makes all that a sweep could take old enough for it. */
async function ageEverything(): Promise<void> {
  const { agent } = await makeKey(person, undefined, { hours: -24 * 4000 });
  const at = new Date(Date.now() - 4000 * 24 * 3_600_000);
  await appendCalls(place.id, [
    {
      id: newId('call'),
      correlation_id: 'req_old',
      agent_key_id: agent.keyId,
      agent_identity: 'bot',
      human_owner_id: person.id,
      server_version: '1.0.0',
      method: 'tools/call',
      tool: 'draft_list',
      decision: 'allow',
      outcome: 'ok',
      http_status: 200,
      started_at: at,
      finished_at: at,
      duration_ms: 0,
    },
  ]);
  await ownerIn(owner, place, async (sql) => {
    await sql`update evidence_bundles set requested_at = ${at}, expires_at = ${new Date(at.getTime() + 1000)}
      where finished_at is null`;
  });
}

it('every sweep together, with everything due, takes no byte of the log and nothing that was signed of it', async () => {
  const [old = ''] = await makeDueDrafts(place.system, 30, 4000);
  const { id } = accepted(await askBundle(reader, { draft_id: old }, null)).bundle;
  await ageEverything();
  const { size } = accepted(await freshCheckpoint(reader));
  const before = await logAsStored(size);
  const here = () => Promise.resolve([place.id]);
  const faults: unknown[] = [];
  const report = await sweepTenants(
    { onFault: (_, fault) => faults.push(fault) },
    here,
    here,
    here,
    here,
    () => tenantsWithOldBundles(10_000),
  );
  expect(faults).toEqual([]);
  expect(report).toMatchObject({ expired: 30, purged: 30, calls: 1, failed: [] });
  expect(report.bundles).toBeGreaterThan(0);
  expect([await counted('drafts'), await counted('tool_calls'), await counted('evidence_bundles')]).toEqual([
    0, 0, 0,
  ]);
  expect(codeOf(await showBundle(reader, id))).toBe('BUNDLE_NOT_FOUND');
  expect(await logAsStored(size)).toBe(before);

  const { items } = accepted(await listEvidence(reader, { draft_id: old }));
  expect(items.map(({ event }) => event)).toEqual(['draft_purged', 'draft_expired', 'draft_created']);
  const again = accepted(await askBundle(reader, { draft_id: old }, null)).bundle;
  await makeAll(place.id);
  const files = filesIn(await fetched(reader, again.id));
  expect(files.get('evidence.ndjson')?.trimEnd().split('\n')).toHaveLength(3);
});

it('a bundle of many pieces goes in several turns, and one that has not run out stays whole', async () => {
  const kept = accepted(await askBundle(reader, {}, null)).bundle;
  const gone = accepted(await askBundle(reader, {}, null)).bundle;
  await makeAll(place.id);
  await ownerIn(owner, place, async (sql) => {
    await sql`alter table evidence_bundles disable trigger user`;
    await sql`update evidence_bundles set requested_at = now() - interval '8 days', expires_at = now() - interval '1 s'
      where id = ${gone.id}`;
    await sql`alter table evidence_bundles enable trigger user`;
  });
  expect(await removeOldBundles(place.id, 1)).toEqual({ state: 'done', count: 1 });
  expect(await removeOldBundles(place.id, 10)).toEqual({ state: 'done', count: 2 });
  expect(await removeOldBundles(place.id, 10)).toEqual({ state: 'done', count: 0 });
  expect(codeOf(await showBundle(reader, gone.id))).toBe('BUNDLE_NOT_FOUND');
  expect(filesIn(await fetched(reader, kept.id)).has('manifest.json')).toBe(true);
});
