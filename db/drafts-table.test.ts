import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeDueDrafts } from '@/db/testing/due-drafts';
import { makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { draftStatuses } from '@/lib/domain/draft/draft';

const owner = postgres(inject('ownerUrl'), { max: 1 });
let tenant: TestTenant;
let draftId: string;

beforeAll(async () => {
  tenant = await makeTenant();
  draftId = (await makeDueDrafts(tenant.system, 1))[0] ?? '';
});
afterAll(() => owner.end());

class RolledBack extends Error {}

/** As the owner of the tables, whom no grant and no policy of ours stops; always rolled back. */
const asOwner = (run: (sql: postgres.TransactionSql) => Promise<unknown>) =>
  owner
    .begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${tenant.id}, true)`;
      await run(sql);
      throw new RolledBack();
    })
    .catch((fault: unknown) => {
      if (!(fault instanceof RolledBack)) throw fault;
    });

const decision = {
  pending: '',
  applied: `applied_by = 'usr_1', applied_at = now(), resource_id = 'end_1', `,
  discarded: `discarded_by = 'usr_1', discarded_by_kind = 'human', discarded_at = now(), discard_reason = 'other', `,
  expired: 'expired_at = now(), ',
} satisfies Record<(typeof draftStatuses)[number], string>;

const set = (columns: string) =>
  asOwner((sql) => sql.unsafe(`update drafts set ${columns} where id = '${draftId}'`));

const refusedByCheck = { code: '23514', constraint_name: expect.stringMatching(/^drafts_(status_)?check/) };

describe('the status of a draft', () => {
  it.each(draftStatuses)('may be %s', async (status) => {
    await expect(set(`${decision[status]}status = '${status}'`)).resolves.toBeUndefined();
  });

  it.each(['approved', 'Pending', 'rejected', ''])('cannot be %j, whoever writes it', async (status) => {
    await expect(set(`status = '${status}'`)).rejects.toMatchObject(refusedByCheck);
  });

  it.each([
    ['applied', 'applied_by'],
    ['applied', 'applied_at'],
    ['applied', 'resource_id'],
    ['discarded', 'discarded_by'],
    ['discarded', 'discarded_at'],
    ['discarded', 'discard_reason'],
    ['expired', 'expired_at'],
  ] as const)('is never %s without %s', async (status, missing) => {
    const without = decision[status].replace(new RegExp(`\\b${missing} = [^,]+, `), '');
    expect(without).not.toBe(decision[status]);
    await expect(set(`${without}status = '${status}'`)).rejects.toMatchObject(refusedByCheck);
  });
});

describe('the id of a draft', () => {
  it('is another for each of a thousand drafts', async () => {
    const many = await makeTenant();
    expect(new Set(await makeDueDrafts(many.system, 1000)).size).toBe(1000);
  });

  it('stands for one draft of a tenant', async () => {
    const twice = asOwner(async (sql) => {
      await sql`create temporary table copy on commit drop as select * from drafts where id = ${draftId}`;
      await sql`update copy set resource_name = 'another'`;
      const columns = await sql<{ name: string }[]>`
        select column_name as name from information_schema.columns
        where table_name = 'drafts' and is_generated = 'NEVER'`;
      const names = columns.map(({ name }) => name);
      await sql`insert into drafts (${sql(names)}) select ${sql(names)} from copy`;
    });
    await expect(twice).rejects.toMatchObject({ code: '23505', constraint_name: 'drafts_pkey' });
  });
});
