import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Agent, System } from '@/lib/domain/actor';
import { leafOf } from '@/lib/domain/evidence/leaf';
import { tenantCreatedEvidence } from '@/lib/domain/evidence/tenant-created-evidence';
import { openGrant } from '@/lib/domain/keys/testing/open-grant';
import { pool, type Sql } from './pool';
import { withTenant, withTenantRead, withTenantSnapshot } from './tenant';
import { OutcomeUnknown } from './transaction';
import { closeIdle } from './transaction-connection';

const tenantId = crypto.randomUUID();
const system: System = { kind: 'system', tenantId, name: 'test' };
const agent: Agent = {
  kind: 'agent',
  tenantId,
  keyId: 'key_test',
  name: 'bot',
  ownerId: 'usr_x',
  ownerRole: 'reviewer',
  scopes: [],
  grant: openGrant,
};
const owner = postgres(inject('ownerUrl'), { max: 1 });

const leaf = (id: string, event: 'draft_apply_refused' | 'draft_applied' = 'draft_apply_refused') =>
  leafOf({ event, id, tenant: tenantId, subject: 'drf_x', payload: { draft_id: 'drf_x' } });
const leafIds = () =>
  withTenantRead(system, async ({ sql }) =>
    (await sql<{ id: string }[]>`select id from log_leaves`).map(({ id }) => id),
  );
const mark = (code: string) => (sql: Sql) =>
  sql`insert into refusal_marks (tenant_id, principal, code, hour) values (${tenantId}, 'p', ${code}, now())`;
const marks = () =>
  withTenantRead(system, async ({ sql }) =>
    (await sql<{ code: string }[]>`select code from refusal_marks`).map(({ code }) => code),
  );

async function hangUpOn(pid: number, holder: postgres.ReservedSql): Promise<void> {
  await pool()`select pg_terminate_backend(${pid})`;
  await holder`rollback`;
  holder.release();
}

beforeAll(async () => {
  await withTenant(system, async ({ sql, record }) => {
    await sql`insert into tenants (id, name, created_at) values (${tenantId}, ${`t-${tenantId}`}, now())`;
    await sql`select log_open()`;
    const creation = { createdBy: 'system:test', createdAt: new Date() };
    record(tenantCreatedEvidence({ id: 'evd_creation', tenant: tenantId, ...creation }));
  });
});
afterAll(() => Promise.all([pool().end(), owner.end(), closeIdle()]));

describe('withTenant', () => {
  it('commits the change and its evidence together and says where the evidence lies', async () => {
    const { value, evidence } = await withTenant(system, async (tx) => {
      await mark('together')(tx.sql);
      tx.record(leaf('evd_together'));
      return 'done';
    });
    expect(value).toBe('done');
    expect(evidence).toEqual([expect.objectContaining({ id: 'evd_together', event: 'draft_apply_refused' })]);
    expect(await leafIds()).toContain('evd_together');
  });

  it('leaves nothing when the work throws', async () => {
    const failed = withTenant(system, async (tx) => {
      await mark('thrown')(tx.sql);
      tx.record(leaf('evd_thrown'));
      throw new Error('fault');
    });
    await expect(failed).rejects.toThrow('fault');
    expect(await marks()).not.toContain('thrown');
    expect(await leafIds()).not.toContain('evd_thrown');
  });

  it('leaves nothing when the evidence cannot be appended, although COMMIT was already on its way', async () => {
    const failed = withTenant(agent, async (tx) => {
      await mark('no-evidence')(tx.sql);
      tx.record(leaf('evd_forbidden', 'draft_applied'));
    });
    await expect(failed).rejects.toMatchObject({ code: '42501' });
    expect(await marks()).not.toContain('no-evidence');
  });

  it('answers with a fault when the work swallows one: the server rolled back, whatever was returned', async () => {
    const swallowed = withTenant(system, async ({ sql }) => {
      await mark('swallowed')(sql);
      await sql`select 1/0`.catch(() => undefined);
      return 'done';
    });
    await expect(swallowed).rejects.toThrow('rolled the transaction back');
    expect(await marks()).not.toContain('swallowed');
  });

  it('says that the outcome is unknown when the connection is lost at commit, and the pool recovers', async () => {
    const lost = withTenant(system, async (tx) => {
      const [row] = await tx.sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
      tx.record(leaf('evd_lost'));
      // Holds the tenant's log head from elsewhere, so that the append waits and the connection dies under it.
      const holder = await owner.reserve();
      await holder`begin`;
      await holder`select set_config('app.tenant_id', ${tenantId}, true)`;
      await holder`select size from log_heads for update`;
      setTimeout(() => {
        void hangUpOn(row?.pid ?? 0, holder);
      }, 100);
    });
    await expect(lost).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await leafIds()).not.toContain('evd_lost');
  });

  it('answers with a fault, not with another connection, when the server hangs up between two queries', async () => {
    const cut = withTenant(system, async ({ sql }) => {
      const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await mark('before-the-cut')(sql);
      await pool()`select pg_terminate_backend(${row?.pid ?? 0})`;
      await new Promise((resolve) => setTimeout(resolve, 200));
      await mark('after-the-cut')(sql);
    });
    await expect(cut).rejects.toThrow(/connection/i);
    expect(await marks()).not.toContain('before-the-cut');
    expect(await marks()).not.toContain('after-the-cut');
  });

  it('lets more callers wait than there are connections', async () => {
    const ran = await Promise.all(
      Array.from({ length: 60 }, (_, n) => withTenantRead(system, () => Promise.resolve(n))),
    );
    expect(ran).toHaveLength(60);
  });

  it('forgets tenant and role between transactions of one connection', async () => {
    await withTenant(agent, async ({ sql }) => {
      const [row] = await sql<{ role: string }[]>`select current_user as role`;
      expect(row?.role).toBe('agent');
    });
    const rows = await pool()<{ role: string; tenant: string | null }[]>`
      select current_user as role, current_tenant() as tenant`;
    expect(rows).toEqual([{ role: 'app', tenant: null }]);
  });
});

describe('withTenantSnapshot', () => {
  it('sees one state however long it reads, and cannot write', async () => {
    const seen = await withTenantSnapshot(system, async ({ sql }) => {
      const count = async () =>
        (await sql<{ n: number }[]>`select count(*)::int as n from refusal_marks`)[0]?.n ?? -1;
      const before = await count();
      await withTenant(system, (tx) => mark('meanwhile')(tx.sql));
      return { before, after: await count() };
    });
    expect(seen.after).toBe(seen.before);
    expect(await marks()).toContain('meanwhile');
    const attempt = withTenantSnapshot(system, ({ sql }) => mark('snapshot')(sql));
    await expect(attempt).rejects.toMatchObject({ code: '25006' });
  });
});

describe('withTenantRead', () => {
  it('cannot write', async () => {
    const attempt = withTenantRead(system, ({ sql }) => mark('read')(sql));
    await expect(attempt).rejects.toMatchObject({ code: '25006' });
  });
});
