import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

/** What serves requests or sweeps. */
const serving = ['app', 'agent', 'service', 'gc'];

type Trigger = { name: string; table: string; definition: string; deferred: boolean; writers: string[] };

/** The triggers that ask for evidence, each with the roles that may write what it watches: the event and its columns. */
const evidenceTriggers = (sql: postgres.Sql | postgres.TransactionSql) => sql<Trigger[]>`
  select t.tgname as name, t.tgrelid::regclass::text as table, pg_get_triggerdef(t.oid) as definition,
    t.tgenabled = 'O' and t.tgdeferrable and t.tginitdeferred as deferred,
    array(select role from unnest(${serving}::text[]) role
      where (t.tgtype & 4 <> 0 and has_any_column_privilege(role, t.tgrelid, 'INSERT'))
        or (t.tgtype & 8 <> 0 and has_table_privilege(role, t.tgrelid, 'DELETE'))
        or (t.tgtype & 16 <> 0 and exists (select from pg_attribute a
          where a.attrelid = t.tgrelid and a.attnum > 0 and not a.attisdropped
            and (t.tgattr::text = '' or a.attnum = any (t.tgattr))
            and has_column_privilege(role, t.tgrelid, a.attnum, 'UPDATE')))) as writers
  from pg_trigger t join pg_proc p on p.oid = t.tgfoid
  where p.proname like '%\\_leave\\_evidence' order by t.tgname`;

/** Whom the condition of a trigger names. One that names nobody binds all; one that cannot be read, none. */
function boundBy(definition: string): readonly string[] {
  const condition = / WHEN \((.*)\) EXECUTE FUNCTION /s.exec(definition)?.[1] ?? '';
  if (!/current_user|session_user|current_setting/i.test(condition)) return serving;
  const roles = String.raw`CURRENT_USER = (?:ANY \(ARRAY\[([^\]]*)\]\)|('\w+'::name))`;
  const among = new RegExp(String.raw`^(?:\(${roles}\)|\(\(${roles}\) AND .*\))$`, 's').exec(condition) ?? [];
  const named = among.slice(1).join('');
  return [...named.matchAll(/'(\w+)'::name/g)].flatMap(([, role = '']) => role);
}

const unbound = (triggers: readonly Trigger[]) =>
  triggers.flatMap(({ name, definition, writers }) =>
    writers.filter((role) => !boundBy(definition).includes(role)).map((role) => `${name}: ${role}`),
  );

const everyTrigger = {
  // Written by the function that purges, which belongs to nobody who serves.
  call_anchors_leave_evidence: [],
  agent_keys_leave_evidence: ['app'],
  apply_confirmations_leave_evidence: ['app'],
  boundary_tests_leave_evidence: ['app'],
  circuit_breakers_leave_evidence: ['app'],
  control_planes_leave_evidence: ['app'],
  deliveries_leave_evidence: ['app'],
  drafts_leave_evidence: ['app', 'agent', 'gc'],
  drafts_leave_evidence_of_purge: ['gc'],
  endpoints_leave_evidence: ['app'],
  invitations_leave_evidence: ['app'],
  policy_rules_leave_evidence: ['app'],
  service_credentials_leave_evidence: ['app'],
  sessions_leave_evidence: ['app'],
  stops_leave_evidence: ['app'],
  tenants_begin_with_evidence: ['app'],
  tenants_leave_evidence: ['app'],
  terminals_leave_evidence: ['app'],
  users_leave_evidence: ['app'],
};

it('each asks for evidence at commit, and binds every serving role that may write what it watches', async () => {
  const triggers = await evidenceTriggers(owner);
  expect(Object.fromEntries(triggers.map(({ name, writers }) => [name, writers]))).toEqual(everyTrigger);
  expect(triggers.filter(({ deferred }) => !deferred).map(({ name }) => name)).toEqual([]);
  expect(unbound(triggers)).toEqual([]);
});

it.each(Object.keys(everyTrigger))('%s has its place in the inventory', (name) => {
  const inventory = readFileSync(new URL('../docs/evidence-record.md', import.meta.url), 'utf8');
  expect(inventory).toContain(`\`${name}\``);
});

it('a role that is granted such a write and is not named is found', async () => {
  const undone = new Error('undone');
  const granting = owner.begin(async (sql) => {
    await sql`grant update (version) on endpoints to gc`;
    await sql`grant insert (tenant_id) on control_planes to service`;
    expect(unbound(await evidenceTriggers(sql))).toEqual([
      'control_planes_leave_evidence: service',
      'endpoints_leave_evidence: gc',
    ]);
    throw undone;
  });
  await expect(granting).rejects.toBe(undone);
});

it.each([
  [`(CURRENT_USER = 'app'::name)`, ['app']],
  [`((CURRENT_USER = ANY (ARRAY['app'::name, 'gc'::name])) AND ((new.a = 1) OR (new.b = 1)))`, ['app', 'gc']],
  ['(new.a = 1)', serving],
  [`(CURRENT_USER <> 'app'::name)`, []],
  [`(((CURRENT_USER = 'app'::name) AND (new.a = 1)) OR (new.b = 1))`, []],
])('the condition %s binds %j', (condition, roles) => {
  expect(boundBy(`CREATE TRIGGER t WHEN (${condition}) EXECUTE FUNCTION f()`)).toEqual(roles);
});
