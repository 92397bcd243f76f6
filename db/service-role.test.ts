import { beforeAll, describe, expect, it } from 'vitest';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { makeService } from '@/lib/use-cases/testing/services';
import { type TenantTx, withTenantRead } from './tenant';
import { makeTeam } from './testing/fixtures';

const { person, reviewer, agent } = await makeTeam();
const { service } = await makeService(person.tenant.system);
type Sql = TenantTx['sql'];
const attempt = (run: (sql: Sql) => PromiseLike<unknown>) =>
  withTenantRead(service, async ({ sql }) => run(sql));

beforeAll(async () => {
  accepted(await apply(reviewer, await propose(agent, { name: 'seen' })));
  await propose(agent, { name: 'unseen' });
});

describe('role service', () => {
  it('is what a transaction of a service becomes, and READ ONLY', async () => {
    const [row] = await withTenantRead(
      service,
      ({ sql }) =>
        sql<{ role: string; mode: string; tenant: string }[]>`
          select current_user as role, current_setting('transaction_read_only') as mode, current_tenant() as tenant`,
    );
    expect(row).toEqual({ role: 'service', mode: 'on', tenant: service.tenantId });
  });

  it('reads the resources, their versions, and where the log has their applies', async () => {
    await withTenantRead(service, async ({ sql }) => {
      expect(await sql`select name from endpoints`).toEqual([{ name: 'seen' }]);
      expect(await sql`select version from endpoint_versions`).toHaveLength(1);
      expect(await sql`select event from log_leaves`).toEqual([{ event: 'draft_applied' }]);
      expect(await sql`select size from log_heads`).toHaveLength(1);
    });
  });

  it.each<[string, (sql: Sql) => PromiseLike<unknown>]>([
    ['drafts', (sql) => sql`select id from drafts`],
    ['the entries of the log', (sql) => sql`select entry from log_leaves`],
    ['how many drafts wait', (sql) => sql`select pending_count from log_heads`],
    ['people', (sql) => sql`select id from users`],
    ['sessions', (sql) => sql`select id from sessions`],
    ['agent keys', (sql) => sql`select id from agent_keys`],
    ['service credentials', (sql) => sql`select id from service_credentials`],
    ['calls', (sql) => sql`select id from tool_calls`],
    ['the tenant', (sql) => sql`select name from tenants`],
    ['kept answers', (sql) => sql`select key from idempotency_keys`],
    ['who holds a credential', (sql) => sql`select service_by_lookup('aaaaaaaa')`],
    ['an apply of its own', (sql) => sql`select log_append('draft_applied', 'evd_x', 'x', '{}'::bytea)`],
    [
      'evidence of its own',
      (sql) => sql`select log_append_of_agent('draft_apply_refused', 'evd_x', 'x', '{}'::bytea)`,
    ],
  ])('is refused by the database: %s', async (_, run) => {
    await expect(attempt(run)).rejects.toMatchObject({ code: '42501' });
  });

  it.each<[string, (sql: Sql) => PromiseLike<unknown>]>([
    ['endpoints', (sql) => sql`update endpoints set version = version + 1`],
    ['versions', (sql) => sql`delete from endpoint_versions`],
    ['drafts', (sql) => sql`update drafts set status = 'applied'`],
  ])('cannot write %s, outside of a READ ONLY transaction either', async (_, run) => {
    const writing = withTenantRead(reviewer, async ({ sql }) => {
      await sql`commit`;
      await sql`begin`;
      await sql`select set_config('app.tenant_id', ${service.tenantId}, true), set_config('role', 'service', true)`;
      await run(sql);
    });
    await expect(writing).rejects.toMatchObject({ code: '42501' });
  });
});
