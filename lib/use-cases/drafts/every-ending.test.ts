import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeDueDrafts } from '@/db/testing/due-drafts';
import { makeTeam, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { sweepTenants } from '../sweep/sweep';
import { discardDraft } from './discard-draft';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

const { person, reviewer, agent } = await makeTeam();

const asOwner = (tenant: TestTenant, run: (sql: postgres.TransactionSql) => Promise<unknown>) =>
  owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenant.id}, true)`;
    await run(sql);
  });
const onFault = (_: string, fault: unknown) => {
  throw fault;
};
const sweepOf = (tenant: TestTenant) => {
  const here = async () => [tenant.id];
  return sweepTenants({ onFault }, here, here);
};
const statusOf = (tenant: TestTenant, draftId: string) =>
  withTenantRead(
    tenant.system,
    async ({ sql }) =>
      (
        await sql<{ status: string; expired_at: Date | null }[]>`
          select status, expired_at from drafts where id = ${draftId}`
      )[0],
  );

it('each way that a draft can go leaves one record of each event, and none that another has', async () => {
  const [applied, discarded, expired] = [
    await propose(agent, { name: 'goes-live' }),
    await propose(agent, { name: 'goes-away' }),
    await propose(agent, { name: 'runs-out' }),
  ];
  accepted(await apply(reviewer, applied));
  accepted(
    await discardDraft(reviewer, {
      draftId: discarded.id,
      reason: 'duplicate',
      message: '',
      idempotencyKey: null,
    }),
  );
  await asOwner(
    person.tenant,
    (sql) => sql`update drafts set expires_at = created_at + interval '1 ms' where id = ${expired.id}`,
  );
  expect(await sweepOf(person.tenant)).toMatchObject({ expired: 1, failed: [] });
  expect(await statusOf(person.tenant, expired.id)).toEqual({
    status: 'expired',
    expired_at: new Date(expired.createdAt.getTime() + 1),
  });

  const ids: string[] = [];
  const positions: number[] = [];
  for (const [draft, ...endings] of [
    [applied, 'draft_applied', 'draft_viewed'],
    [discarded, 'draft_discarded', 'draft_viewed'],
    [expired, 'draft_expired'],
  ] as const) {
    const { items } = accepted(await listEvidence(reviewer, { draft_id: draft.id }));
    expect(items.map(({ event }) => event)).toEqual([...endings, 'draft_created']);
    ids.push(...items.map(({ id }) => id));
    positions.push(...items.map(({ merklePosition }) => merklePosition));
  }
  expect([new Set(ids).size, new Set(positions).size]).toEqual([8, 8]);
  expect(positions.toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
});

it('a draft that was discarded outlives every sweep, beyond the retention of expired ones too', async () => {
  const place = await makeTenant();
  const [kept = '', gone = ''] = await makeDueDrafts(place.system, 2, 200);
  await asOwner(
    place,
    (sql) => sql`update drafts set status = 'discarded', discarded_by = 'usr_1', discarded_by_kind = 'human',
      discarded_at = created_at, discard_reason = 'duplicate' where id = ${kept}`,
  );
  expect(await sweepOf(place)).toMatchObject({ expired: 1, purged: 1, failed: [] });
  expect(await sweepOf(place)).toMatchObject({ expired: 0, purged: 0, failed: [] });
  expect(await statusOf(place, kept)).toMatchObject({ status: 'discarded' });
  expect(await statusOf(place, gone)).toBeUndefined();
});
