import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeDueDrafts } from '@/db/testing/due-drafts';
import { makeKey, makePerson, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { leafOf } from '@/lib/domain/evidence/leaf';
import { createDraft } from '@/lib/use-cases/drafts/create-draft';
import { accepted } from '@/lib/use-cases/testing/result';
import { proposalOf } from './testing/proposals';

const app = postgres(inject('appUrl'), { max: 1 });
let tenant: TestTenant;
let due: string;
let alive: string;
let elsewhere: string;

beforeAll(async () => {
  tenant = await makeTenant();
  due = (await makeDueDrafts(tenant.system, 1))[0] ?? '';
  elsewhere = (await makeDueDrafts((await makeTenant()).system, 1))[0] ?? '';
  const { agent } = await makeKey(await makePerson(tenant, 'reviewer'));
  const request = { correlationId: 'req_test', channel: 'mcp' } as const;
  alive = accepted(await createDraft(agent, 'endpoint', proposalOf(), request)).draft.id;
});
afterAll(() => app.end());

type Tx = postgres.TransactionSql;
class RolledBack extends Error {}

/** A transaction as the database sees the sweep's; always rolled back. */
async function asSweep(run: (sql: Tx) => Promise<unknown>): Promise<void> {
  try {
    await app.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${tenant.id}, true), set_config('role', 'gc', true)`;
      await run(sql);
      throw new RolledBack();
    });
  } catch (fault) {
    if (!(fault instanceof RolledBack)) throw fault;
  }
}

const expireBatch = (sql: Tx, perSecond = 500) => {
  const { id, subject, entry } = leafOf({
    event: 'draft_expired',
    id: `evd_${due}`,
    tenant: tenant.id,
    subject: due,
    payload: { draft_id: due },
  });
  return sql`select idx from log_append_paced('draft_expired', ${[id]}::text[], ${[subject]}::text[], ${sql.array([entry], 17)},
    ${perSecond}::int)`;
};

describe('role gc', () => {
  it('sees what is due in its tenant and nothing else', async () => {
    await asSweep(async (sql) => {
      const rows = await sql<{ id: string }[]>`select id from drafts`;
      expect(rows.map(({ id }) => id)).toEqual([due]);
    });
  });

  it('may expire what is due, and touches neither a draft in time nor one of another tenant', async () => {
    await asSweep(async (sql) => {
      const end = (id: string) =>
        sql`update drafts set status = 'expired', expired_at = expires_at where id = ${id}`;
      expect([(await end(due)).count, (await end(alive)).count, (await end(elsewhere)).count]).toEqual([
        1, 0, 0,
      ]);
    });
  });

  it.each([
    ['set a draft to discarded', (sql: Tx) => sql`update drafts set status = 'discarded'`],
    ['set the columns of an apply', (sql: Tx) => sql`update drafts set applied_by = 'usr_x'`],
    ['read what was proposed', (sql: Tx) => sql`select proposed_spec from drafts`],
    ['propose', (sql: Tx) => sql`insert into drafts (id, tenant_id) values ('drf_x', ${tenant.id})`],
    ['write a resource', (sql: Tx) => sql`update endpoints set version = version + 1`],
    ['record a creation', (sql: Tx) => sql`select log_append('draft_created', 'evd_x', 'x', '{}'::bytea)`],
    ['read people', (sql: Tx) => sql`select email from users`],
  ])('cannot %s', async (_name, run) => {
    await expect(asSweep(run)).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot delete what waits: to it no such row is there to delete', async () => {
    await asSweep(async (sql) => {
      expect((await sql`delete from drafts`).count).toBe(0);
    });
  });

  it('cannot commit an expiry without its leaf', async () => {
    const attempt = asSweep(async (sql) => {
      await sql`update drafts set status = 'expired', expired_at = expires_at where id = ${due}`;
      await sql`set constraints all immediate`;
    });
    await expect(attempt).rejects.toThrow('is expired without evidence');
  });
});

describe('the pace of the sweep', () => {
  it('is kept by the database: a batch before its time is refused', async () => {
    const attempt = asSweep(async (sql) => {
      await sql`update sweep_pace set free_at = clock_timestamp() + interval '1 minute'`;
      await expireBatch(sql);
    });
    await expect(attempt).rejects.toThrow('ahead of its pace');
  });

  it('makes the next batch wait for as long as this one has taken of a second', async () => {
    await asSweep(async (sql) => {
      await sql`update sweep_pace set free_at = '-infinity'`;
      await expireBatch(sql, 4);
      const [row] = await sql<{ wait: number }[]>`
        select extract(epoch from free_at - clock_timestamp())::float8 as wait from sweep_pace`;
      expect(row?.wait).toBeGreaterThan(0.2);
      expect(row?.wait).toBeLessThanOrEqual(0.5);
    });
  });

  it('lets no batch be larger than half of a second’s share', async () => {
    await expect(asSweep((sql) => expireBatch(sql, 1))).rejects.toThrow('a batch has 1 to 0 drafts');
  });
});
