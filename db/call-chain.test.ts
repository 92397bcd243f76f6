import postgres from 'postgres';
import { afterAll, beforeEach, expect, inject, it } from 'vitest';
import { newId } from '@/db/new-id';
import { pool } from '@/db/pool';
import { appendCalls, type CallRecord } from '@/db/queries/call-append';
import { readChain } from '@/db/queries/chains';
import { withTenant, withTenantRead } from '@/db/tenant';
import { makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { canonicalJson } from '@/lib/domain/evidence/canonical-json';
import { verifyChain } from '@/lib/use-cases/audit/verify-chain';

const owner = postgres(inject('ownerUrl'), { max: 2 });
afterAll(() => owner.end());

let tenant: TestTenant;
beforeEach(async () => {
  tenant = await makeTenant();
});

const hostile = '\u0001\b\t\n\f\r"\\/\u007f é € 𝄞 \u2028 ￿';
const callOf = (more: Partial<CallRecord> = {}): CallRecord => ({
  id: newId('call'),
  correlation_id: 'req_chain',
  agent_key_id: 'key_1',
  agent_identity: hostile,
  human_owner_id: 'usr_1',
  server_version: '1.0.0',
  method: 'tools/call',
  decision: 'allow',
  outcome: 'ok',
  http_status: 200,
  args_redacted: { fraction: 0.5, big: 1e21, 'é￿𝄞': [null, true, hostile] },
  started_at: new Date('2026-11-21T09:30:00.007Z'),
  finished_at: new Date(),
  duration_ms: 3,
  ip: '2001:db8::1',
  ...more,
});
const append = (...calls: CallRecord[]) => appendCalls(tenant.id, calls);
const rows = () => withTenantRead(tenant.system, (tx) => readChain(tx, 'calls', { after: 0, limit: 500 }));

it('hashes what this code hashes, whatever the fields say', async () => {
  await append(callOf(), callOf({ reason: 'why' }));
  expect(await verifyChain(tenant.system, 'calls')).toEqual({ from: 1, rows: 2, broken: null });
  for (const { entry } of await rows()) {
    const [row] = await owner<{ text: string }[]>`
      select canonical_flat(${owner.json(entry as postgres.JSONValue)}) as text`;
    expect(row?.text).toBe(canonicalJson(entry));
  }
  expect((await rows())[0]?.entry).toMatchObject({
    agent_identity: hostile,
    started_at: '2026-11-21T09:30:00.007Z',
    ip: '2001:db8::1',
    seq: 1,
  });
});

it('gives out positions without gaps to any number of writers at once', async () => {
  const writers = Array.from({ length: 40 }, () => append(callOf(), callOf()));
  await Promise.all([...writers, append(callOf({ decision: 'none' as 'allow' })).catch(() => {})]);
  expect((await rows()).map(({ seq }) => seq)).toEqual(Array.from({ length: 80 }, (_, at) => at + 1));
  expect(await verifyChain(tenant.system, 'calls')).toEqual({ from: 1, rows: 80, broken: null });
});

it('takes neither position nor hash from whoever writes', async () => {
  const forged = { seq: 7, prev_hash: '\\x00', entry_hash: '\\x00', tenant_id: newId('call') };
  await append(Object.assign(callOf(), forged));
  expect((await rows()).map(({ seq }) => seq)).toEqual([1]);
});

it.each([
  ['update', `update tool_calls set tool = 'other'`],
  ['delete', 'delete from tool_calls'],
  ['insert', `insert into tool_calls (id, tenant_id) values ('call_x', current_tenant())`],
  ['a head', 'update chain_heads set seq = 0'],
  ['an anchor', `insert into call_anchors select tenant_id, seq, entry_hash, 1, now() from tool_calls`],
  ['an event', `insert into audit_events select * from audit_events`],
  ['append itself', `select chain_hold('calls')`],
])('lets the role that serves requests do no %s', async (_, statement) => {
  await append(callOf());
  await expect(withTenant(tenant.system, ({ sql }) => sql.unsafe(statement))).rejects.toThrow(
    'permission denied',
  );
});

it.each([
  ['update', `update tool_calls set tool = 'other'`, 'never changes'],
  ['delete', 'delete from tool_calls', 'only from the front'],
  ['truncate', 'truncate tool_calls', 'never changes'],
  ['a head that goes back', 'update chain_heads set seq = 1', 'only grows'],
  ['a head that is removed', 'delete from chain_heads', 'never changes'],
  [
    'an anchor of another hash',
    `insert into call_anchors select tenant_id, seq, sha256(''), 1, now() from tool_calls`,
    'hash of a row',
  ],
  [
    'an anchor without evidence',
    `insert into call_anchors select tenant_id, seq, entry_hash, 1, now() from tool_calls where seq = 1`,
    'without evidence',
  ],
])('refuses the owner of the tables %s', async (_, statement, words) => {
  await append(callOf(), callOf());
  await expect(ownerIn(owner, tenant, (sql) => sql.unsafe(statement))).rejects.toThrow(words);
});

it.each([
  ['tool', `update tool_calls set tool = 'draft_apply' where seq = 2`, 2, 'entry_hash'],
  ['decision', `update tool_calls set decision = 'allow' where seq = 3`, 3, 'entry_hash'],
  ['arguments', `update tool_calls set args_redacted = '{}' where seq = 1`, 1, 'entry_hash'],
  ['hash', `update tool_calls set entry_hash = sha256('') where seq = 2`, 2, 'entry_hash'],
  ['a row that is gone', 'delete from tool_calls where seq = 2', 2, 'seq'],
  ['the last row', 'delete from tool_calls where seq = 3', 3, 'head'],
] as const)(
  'names the row and the field when %s was tampered with past the triggers',
  async (_, statement, seq, field) => {
    await append(callOf(), callOf(), callOf({ decision: 'deny', outcome: 'denied' }));
    await ownerIn(owner, tenant, async (sql) => {
      await sql.unsafe(`alter table tool_calls disable trigger user; ${statement};
      alter table tool_calls enable trigger user`);
    });
    expect((await verifyChain(tenant.system, 'calls')).broken).toMatchObject({ seq, field });
  },
);

it('records no call of another tenant from within a transaction', async () => {
  const other = await makeTenant();
  await expect(
    withTenant(tenant.system, ({ sql }) => sql`select call_append(${other.id}, '[]')`),
  ).rejects.toThrow('no call of another');
  await expect(pool()`select audit_append('[]')`).rejects.toThrow(Error);
});
