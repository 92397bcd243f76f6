import postgres from 'postgres';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { newId } from '@/db/new-id';
import { auditLog } from '@/db/testing/audit-log';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Agent } from '@/lib/domain/actor';
import { refusedEvidence } from '@/lib/domain/evidence/refused-evidence';
import { commitTogether } from './commit-together';
import { json } from './json';
import { pool, type Sql } from './pool';
import { OutcomeUnknown } from './transaction';

const owner = postgres(inject('ownerUrl'), { max: 2 });
afterAll(() => owner.end());

let person: TestPerson;
let agent: Agent;
let other: Agent;

beforeEach(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
  agent = (await makeKey(person)).agent;
  other = (await makeKey(person)).agent;
});

/** A mark of the agent whom the database takes for the one who speaks, which nobody leaves twice of one code. */
const mark = (sql: Sql, codes: readonly string[]) => sql`
  insert into refusal_marks (tenant_id, principal, code, hour)
  select current_tenant(), current_principal(), c #>> '{}', 'epoch' from jsonb_array_elements(${json(sql, codes)}) c`;
/** Drafts without any evidence, of the names that ask for it. */
const bareDrafts = (sql: Sql, names: readonly string[]) => sql`
  insert into drafts (id, tenant_id, type, operation, channel, created_by_kind, created_by_id, created_by_name,
    created_at, expires_at, resource_name, environment, proposed_spec_digest, correlation_id, summary, change_count,
    risk_tier)
  select 'drf_' || (n #>> '{}'), current_tenant(), 'endpoint', 'create', 'mcp', 'agent', current_principal(), 'bot',
    now(), now() + interval '1 hour', n #>> '{}', 'dev', 'sha256:' || repeat('0', 64), 'req', '', 0, 'low'
  from jsonb_array_elements(${json(sql, names)}) n where n #>> '{}' like 'bare%'`;

const changeOf = ({ tenantId: tenant, keyId: id }: Agent, code: string) => ({
  row: code,
  leaf: refusedEvidence({
    id: newId('evd'),
    tenant,
    draftId: `drf_${code}`,
    attemptedBy: { kind: 'agent', id },
    attemptedAt: new Date(),
    codes: ['MCP_CANNOT_APPLY'],
  }),
});
const marking = (most?: number) => {
  const together = commitTogether<string>([mark], most);
  return (by: Agent, code: string) => together(by, changeOf(by, code));
};
const many = (count: number, run: (nth: number) => Promise<unknown>) =>
  Promise.allSettled(Array.from({ length: count }, (_, nth) => run(nth)));

const inTenant = <T extends object>({ tenantId }: Agent, run: (sql: postgres.TransactionSql) => Promise<T>) =>
  owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenantId}, true)`;
    return run(sql);
  });
/** Which marks and leaves were committed together: one list per transaction. */
const transactionsOf = async (by: Agent) => {
  const rows = await inTenant(
    by,
    (sql) => sql<{ xmin: string; code: string; principal: string; leaf: string | null }[]>`
      select m.xmin::text, m.code, m.principal, l.xmin::text as leaf from refusal_marks m
      left join log_leaves l on l.tenant_id = m.tenant_id and l.subject = 'drf_' || m.code
        and convert_from(l.entry, 'UTF8')::jsonb #>> '{payload,attempted_by,id}' = m.principal
      order by l.idx`,
  );
  expect(rows.every(({ xmin, leaf }) => xmin === leaf)).toBe(true);
  return [...Map.groupBy(rows, ({ xmin }) => xmin)];
};
const statuses = (settled: PromiseSettledResult<unknown>[]) => settled.map(({ status }) => status);

describe('changes of one tenant that come at once', () => {
  it('are committed in few transactions, each with its leaf, and each caller is told where its own lies', async () => {
    const add = marking();
    const placed = await Promise.all(Array.from({ length: 32 }, (_, nth) => add(agent, `c${nth}`)));
    const transactions = await transactionsOf(agent);
    expect(transactions.flatMap(([, rows]) => rows)).toHaveLength(32);
    expect(transactions.length).toBeLessThanOrEqual(4);
    const { leaves, sound } = await auditLog(person.tenant.system);
    expect(sound).toBe(true);
    for (const [nth, { merklePosition }] of placed.entries())
      expect(leaves[merklePosition]?.subject).toBe(`drf_c${nth}`);
  });

  it('are never more in a transaction than it may hold', async () => {
    const add = marking(4);
    await many(21, (nth) => add(agent, `c${nth}`));
    const sizes = (await transactionsOf(agent)).map(([, rows]) => rows.length);
    expect(Math.max(...sizes)).toBe(4);
    expect(sizes).toEqual([1, 4, 4, 4, 4, 4]);
  });

  it('are made as the agent who asked, whoever asked before in the same transaction', async () => {
    const add = marking();
    const settled = await many(20, (nth) => add(nth % 3 === 0 ? other : agent, `c${nth}`));
    expect(new Set(statuses(settled))).toEqual(new Set(['fulfilled']));
    const transactions = await transactionsOf(agent);
    expect(transactions.length).toBeLessThanOrEqual(4);
    const rows = transactions.flatMap(([, all]) => [...all]);
    expect(rows).toHaveLength(20);
    for (const { code, principal } of rows)
      expect(principal).toBe(Number(code.slice(1)) % 3 === 0 ? other.keyId : agent.keyId);
    expect(await pool()`select current_user as role, current_tenant() as tenant`).toEqual([
      { role: 'app', tenant: null },
    ]);
  });

  it('share no transaction with those of another tenant', async () => {
    const stranger = (await makeKey(await makePerson(await makeTenant(), 'reviewer'))).agent;
    const add = marking();
    await many(40, (nth) => add(nth % 2 === 0 ? agent : stranger, `c${nth}`));
    const own = (await transactionsOf(agent)).map(([xmin]) => xmin);
    const theirs = new Set((await transactionsOf(stranger)).map(([xmin]) => xmin));
    expect(own.filter((xmin) => theirs.has(xmin))).toEqual([]);
    const { leaves } = await auditLog(person.tenant.system);
    expect(leaves.filter(({ event }) => event === 'draft_apply_refused')).toHaveLength(20);
  });
});

describe('a change that the database refuses', () => {
  it('is refused alone, as it would have been alone, and the nine beside it are made', async () => {
    const add = marking();
    await add(agent, 'c4');
    const settled = await many(10, (nth) => add(agent, `c${nth}`));
    expect(statuses(settled).filter((status) => status === 'rejected')).toHaveLength(1);
    expect(settled[4]).toMatchObject({ reason: { code: '23505', constraint_name: 'refusal_marks_pkey' } });
    const rows = (await transactionsOf(agent)).flatMap(([, all]) => all.map(({ code }) => code));
    expect(rows.toSorted()).toEqual(Array.from({ length: 10 }, (_, nth) => `c${nth}`));
  });

  it('is refused alone at COMMIT too, where nobody says which it was', async () => {
    const together = commitTogether<string>([bareDrafts, mark]);
    const settled = await many(9, (nth) => {
      const name = nth === 5 ? 'bare' : `c${nth}`;
      return together(agent, changeOf(agent, name));
    });
    expect(statuses(settled).filter((status) => status === 'rejected')).toHaveLength(1);
    expect(settled[5]).toMatchObject({ reason: { message: 'draft drf_bare is created without evidence' } });
    expect((await transactionsOf(agent)).flatMap(([, all]) => [...all])).toHaveLength(8);
    expect((await auditLog(person.tenant.system)).sound).toBe(true);
  });
});

/** Holds the head of the tenant's log, so that what is appended waits, until `release`. */
async function holdHead({ tenantId }: Agent) {
  const holder = await owner.reserve();
  await holder`begin`;
  await holder`select set_config('app.tenant_id', ${tenantId}, true)`;
  await holder`select size from log_heads for update`;
  const [row] = await holder<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const release = async () => {
    await holder`rollback`;
    holder.release();
  };
  return { pid: row?.pid ?? 0, release };
}

async function waitingBehind(pid: number): Promise<number> {
  for (;;) {
    const [row] = await pool()<{ pid: number }[]>`
      select pid from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`;
    if (row) return row.pid;
  }
}

describe('until COMMIT is answered', () => {
  it('nobody is told anything', async () => {
    const add = marking();
    const head = await holdHead(agent);
    const all = many(6, (nth) => add(agent, `c${nth}`));
    await waitingBehind(head.pid);
    const first = await Promise.race([
      all.then(() => 'answered'),
      new Promise((resolve) => {
        setTimeout(resolve, 300, 'waiting');
      }),
    ]);
    expect(first).toBe('waiting');
    await head.release();
    expect(new Set(statuses(await all))).toEqual(new Set(['fulfilled']));
  });

  it('a connection that is lost leaves each with an unknown outcome, and nothing is done again', async () => {
    const add = marking();
    const head = await holdHead(agent);
    const alone = add(agent, 'c0').catch((fault: unknown) => fault);
    const batch = many(5, (nth) => add(agent, `c${nth + 1}`));
    await pool()`select pg_terminate_backend(${await waitingBehind(head.pid)})`;
    expect(await alone).toBeInstanceOf(OutcomeUnknown);
    await pool()`select pg_terminate_backend(${await waitingBehind(head.pid)})`;
    const settled = await batch;
    await head.release();
    for (const outcome of settled) expect(outcome).toMatchObject({ reason: expect.any(OutcomeUnknown) });
    expect(await transactionsOf(agent)).toEqual([]);
    expect(statuses(await many(3, (nth) => add(agent, `c${nth}`)))).toEqual(Array(3).fill('fulfilled'));
  });
});
