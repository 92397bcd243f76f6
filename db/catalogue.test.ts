import postgres from 'postgres';
import { afterAll, describe, expect, inject, it } from 'vitest';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

/** The functions that may look across tenants, before the tenant is known. */
const crossing = [
  'global_stop',
  'key_by_lookup',
  'login_by_email',
  'login_by_subject',
  'logs_after',
  'logs_to_anchor',
  'logs_to_sign',
  'oauth_secret_by_lookup',
  'service_by_lookup',
  'session_by_id',
  'tenants_due',
  'tenants_purgeable',
  'tenants_to_deliver',
  'tenants_to_test',
  'tenants_with_bundles_to_make',
  'tenants_with_old_bundles',
  'tenants_with_old_calls',
  'tenants_with_old_oauth',
];

/** What appends: one door per role, the opening of a log, and the records of a call, whose tenant the key named. */
const writing = [
  'audit_append',
  'call_anchors_leave_evidence',
  'call_append',
  'calls_purge',
  'log_append',
  'log_append_checkpoints_anchored',
  'log_append_of_agent',
  'log_append_of_sweep',
  'log_append_paced',
  'log_append_together',
  'log_checkpoint_add',
  'log_checkpoint_cosign',
  'log_open',
  'surface_called',
  'transport_append',
];

describe('the catalogue proves promise 4', () => {
  it('finds row-level security enabled and forced on every table', async () => {
    const tables = await owner<{ name: string; enabled: boolean; forced: boolean }[]>`
      select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')`;
    expect(tables.length).toBeGreaterThan(12);
    expect(tables.filter(({ enabled, forced }) => !(enabled && forced)).map(({ name }) => name)).toEqual([]);
  });

  it('finds on every table a policy that compares its tenant with the current one', async () => {
    const policies = await owner<{ table: string; rule: string; check: string }[]>`
      select tablename as table, qual as rule, with_check as check from pg_policies where policyname = 'tenant_isolation'`;
    const tables = await owner<
      { name: string }[]
    >`select tablename as name from pg_tables where schemaname = 'public'`;
    expect(policies.map(({ table }) => table).toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
    for (const { rule, check } of policies) {
      expect(rule).toMatch(/^\((tenant_)?id = current_tenant\(\)\)$/);
      expect(check).toBe(rule);
    }
  });

  it('finds no view that reads with the rights of its owner', async () => {
    const views = await owner<{ name: string; options: string[] | null }[]>`
      select c.relname as name, c.reloptions as options
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('v', 'm')`;
    expect(views.map((view) => ({ ...view })).toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'call_events', options: ['security_invoker=true'] },
      { name: 'due_deliveries', options: ['security_invoker=true'] },
    ]);
  });

  it('finds no role of ours that could step around it', async () => {
    const roles = await owner<{ name: string; free: boolean }[]>`
      select rolname as name, rolsuper or rolbypassrls as free from pg_roles
      where rolname in ('app', 'agent', 'service', 'gc', 'resolver', 'log_writer', current_user)`;
    expect(roles).toHaveLength(7);
    expect(roles.filter(({ free }) => free)).toEqual([]);
    const [{ owned } = { owned: -1 }] = await owner<{ owned: number }[]>`
      select count(*)::int as owned from pg_class where relowner = 'app'::regrole`;
    expect(owned).toBe(0);
  });

  it('finds exactly the known functions that cross tenants, pinned and closed to the public', async () => {
    const definers = await owner<{ name: string; owner: string; path: string | null; open: boolean }[]>`
      select p.proname as name, r.rolname as owner, array_to_string(p.proconfig, ',') as path,
        has_function_privilege('public', p.oid, 'execute') as open
      from pg_proc p join pg_roles r on r.oid = p.proowner join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public' and p.prosecdef`;
    for (const { path, open } of definers) {
      expect(path).toBe('search_path=public, pg_temp');
      expect(open).toBe(false);
    }
    const resolvers = definers.filter(({ owner: by }) => by === 'resolver').map(({ name }) => name);
    expect(resolvers.toSorted()).toEqual(crossing);
    const writers = definers.filter(({ owner: by }) => by === 'log_writer').map(({ name }) => name);
    expect(writers.toSorted()).toEqual(writing);
    expect(definers).toHaveLength(crossing.length + writing.length);
  });

  it('finds no foreign key that leads out of evidence, or locks the tenant for every call and draft', async () => {
    const keys = await owner`
      select conname from pg_constraint where contype = 'f' and conrelid::regclass::text in
        ('log_heads', 'log_leaves', 'drafts', 'tool_calls', 'idempotency_keys', 'audit_events',
         'transport_requests', 'chain_heads', 'call_anchors', 'called_surfaces')`;
    expect(keys).toHaveLength(0);
  });
});
