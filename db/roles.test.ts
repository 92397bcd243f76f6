import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const owner = postgres(inject('ownerUrl'), { max: 1 });
const app = postgres(inject('appUrl'), { max: 1 });
const [mine, theirs] = [crypto.randomUUID(), crypto.randomUUID()];
const draftId = `drf_01ARZ3NDEKTSV4RRFFQ69G5FAV`;

type Tx = postgres.TransactionSql;

/** One transaction as the database sees an agent's, or a person's; always rolled back. */
async function as(
  role: 'agent' | 'none',
  tenant: string | null,
  run: (sql: Tx) => Promise<unknown>,
): Promise<void> {
  await app
    .begin(async (sql) => {
      if (tenant) await sql`select set_config('app.tenant_id', ${tenant}, true)`;
      await sql`select set_config('app.principal', 'key_mine', true), set_config('role', ${role}, true)`;
      await run(sql);
      throw new RolledBack();
    })
    .catch((fault: unknown) => {
      if (!(fault instanceof RolledBack)) throw fault;
    });
}
class RolledBack extends Error {}

const draft = (over: Record<string, unknown> = {}) => ({
  id: draftId,
  tenant_id: mine,
  type: 'endpoint',
  operation: 'create',
  channel: 'mcp',
  created_by_kind: 'agent',
  created_by_id: 'key_mine',
  created_by_name: 'deploy-bot',
  created_at: new Date(),
  expires_at: new Date(Date.now() + 3_600_000),
  resource_name: 'orders',
  environment: 'dev',
  proposed_spec: {},
  proposed_spec_digest: `sha256:${'0'.repeat(64)}`,
  correlation_id: 'req_test',
  summary: '',
  change_count: 0,
  risk_tier: 'low',
  ...over,
});

beforeAll(async () => {
  for (const tenant of [mine, theirs]) {
    await owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${tenant}, true)`;
      await sql`insert into tenants (id, name, created_at) values (${tenant}, ${`t-${tenant}`}, now())`;
      await sql`insert into log_heads (tenant_id) values (${tenant})`;
    });
  }
});
afterAll(() => Promise.all([owner.end(), app.end()]));

describe('role agent', () => {
  it('may propose in its own name and discard what it proposed', async () => {
    await as('agent', mine, async (sql) => {
      await sql`insert into drafts ${sql(draft())}`;
      const { count } = await sql`update drafts set status = 'discarded', discarded_by = 'key_mine',
        discarded_by_kind = 'agent', discarded_at = now(), discard_reason = 'duplicate' where id = ${draftId}`;
      expect(count).toBe(1);
    });
  });

  it.each([
    [
      'insert into endpoints',
      (sql: Tx) => sql`insert into endpoints (id, tenant_id) values ('end_x', ${mine})`,
    ],
    ['update endpoints', (sql: Tx) => sql`update endpoints set version = version + 1`],
    ['delete from endpoints', (sql: Tx) => sql`delete from endpoints`],
    ['insert a version', (sql: Tx) => sql`insert into endpoint_versions (tenant_id) values (${mine})`],
    ['set the applied columns', (sql: Tx) => sql`update drafts set applied_by = 'usr_x', applied_at = now()`],
    ['write the log by hand', (sql: Tx) => sql`insert into log_leaves (tenant_id, idx) values (${mine}, 0)`],
    ['record an apply', (sql: Tx) => sql`select log_append('draft_applied', 'evd_x', 'x', '{}'::bytea)`],
    [
      'record an apply through its own door',
      (sql: Tx) => sql`select log_append_of_agent('draft_applied', 'evd_x', 'x', '{}'::bytea)`,
    ],
    ['read people', (sql: Tx) => sql`select email, password_hash from users`],
    ['read sessions', (sql: Tx) => sql`select id from sessions`],
    ['look up keys', (sql: Tx) => sql`select key_by_lookup('aaaaaaaa')`],
  ])('is refused by the database: %s', async (_name, run) => {
    await expect(as('agent', mine, run)).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot set a draft to applied, even its own and with every column it may write', async () => {
    const attempt = as('agent', mine, async (sql) => {
      await sql`insert into drafts ${sql(draft())}`;
      await sql`update drafts set status = 'applied' where id = ${draftId}`;
    });
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot propose as somebody else', async () => {
    const attempt = as(
      'agent',
      mine,
      (sql) => sql`insert into drafts ${sql(draft({ created_by_id: 'key_other' }))}`,
    );
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });
});

describe('role agent beside its drafts', () => {
  it.each([
    [
      'answer for a person',
      (sql: Tx) => sql`insert into idempotency_keys (tenant_id, principal, operation, key, fingerprint,
      response, created_at) values (${mine}, 'usr_other', 'draft_apply', 'k', 'f', '{}', now())`,
    ],
    [
      'silence another key',
      (sql: Tx) => sql`insert into refusal_marks (tenant_id, principal, code, hour)
      values (${mine}, 'key_other', 'MCP_CANNOT_APPLY', now())`,
    ],
  ])('cannot %s', async (_name, run) => {
    await expect(as('agent', mine, run)).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot discard its draft in a person’s name', async () => {
    const attempt = as('agent', mine, async (sql) => {
      await sql`insert into drafts ${sql(draft())}`;
      await sql`update drafts set status = 'discarded', discarded_by = 'usr_other', discarded_by_kind = 'human',
        discarded_at = now(), discard_reason = 'duplicate' where id = ${draftId}`;
    });
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a status without its evidence', () => {
  it.each(['agent', 'none'] as const)('cannot be committed by a serving role (%s)', async (role) => {
    const attempt = as(role, mine, async (sql) => {
      await sql`insert into drafts ${sql(draft())}`;
      await sql`set constraints all immediate`;
    });
    await expect(attempt).rejects.toThrow('without evidence');
  });
});

describe('role app', () => {
  it('sees nothing without a tenant', async () => {
    await as('none', null, async (sql) => expect(await sql`select id from tenants`).toHaveLength(0));
  });

  it('may write what a person proposes', async () => {
    await as('none', mine, async (sql) => {
      const { count } =
        await sql`insert into drafts ${sql(draft({ created_by_kind: 'human', created_by_id: 'usr_x' }))}`;
      expect(count).toBe(1);
    });
  });

  it('sees its tenant alone', async () => {
    await as('none', mine, async (sql) => {
      const rows = await sql<{ id: string }[]>`select id from tenants`;
      expect(rows.map(({ id }) => id)).toEqual([mine]);
    });
  });

  it('cannot write a row of another tenant', async () => {
    await expect(
      as('none', mine, (sql) => sql`insert into drafts ${sql(draft({ tenant_id: theirs }))}`),
    ).rejects.toMatchObject({
      code: '42501',
    });
  });

  it.each([
    ['the spec', `proposed_spec = '{"name":"other"}'`],
    ['the digest', `proposed_spec_digest = 'sha256:${'1'.repeat(64)}'`],
    ['the base', 'base_version = 2'],
    ['the expiry', `expires_at = '2999-01-01'`],
  ])('cannot change %s of a draft', async (_name, change) => {
    const attempt = as('none', mine, async (sql) => {
      await sql`insert into drafts ${sql(draft())}`;
      await sql.unsafe(`update drafts set ${change} where id = '${draftId}'`);
    });
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot revive a decided draft', async () => {
    const attempt = as('none', mine, async (sql) => {
      await sql`insert into drafts ${sql(draft())}`;
      await sql`update drafts set status = 'expired', expired_at = now() where id = ${draftId}`;
      await sql`update drafts set status = 'pending' where id = ${draftId}`;
    });
    await expect(attempt).rejects.toThrow('a decided draft never changes');
  });

  it.each([
    'update log_leaves set event = event',
    'delete from log_leaves',
    'truncate log_leaves',
    'delete from log_heads',
  ])('cannot %s', async (statement) => {
    await expect(as('none', mine, (sql) => sql.unsafe(statement))).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the owner', () => {
  it('cannot set the head of a log back', async () => {
    const attempt = owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${mine}, true)`;
      await sql`update log_heads set size = 0, edge = ''`;
    });
    await expect(attempt).rejects.toThrow('moves forward by one leaf');
  });

  it.each(['truncate log_leaves', 'truncate log_heads', 'delete from log_heads'])(
    'cannot %s either',
    async (statement) => {
      const attempt = owner.begin(async (sql) => {
        await sql`select set_config('app.tenant_id', ${mine}, true)`;
        await sql.unsafe(statement);
      });
      await expect(attempt).rejects.toThrow('evidence is never changed or removed');
    },
  );

  it('cannot change what a draft proposes', async () => {
    const attempt = owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${mine}, true)`;
      await sql`insert into drafts ${sql(draft())}`;
      await sql`update drafts set proposed_spec = '{"name":"other"}' where id = ${draftId}`;
    });
    await expect(attempt).rejects.toThrow('never changes');
  });
});
