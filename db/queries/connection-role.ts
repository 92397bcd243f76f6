import 'server-only';
import { pool } from '@/db/pool';

/** What the role behind our connections could do, itself or as any role it may become. */
export type ConnectionRole = {
  migrated: boolean;
  superuser: boolean;
  bypasses: boolean;
  owns: boolean;
  resolves: boolean;
};

export async function connectionRole(): Promise<ConnectionRole> {
  const [row] = await pool()<ConnectionRole[]>`
    select to_regclass('public.tenants') is not null as migrated,
      bool_or(r.rolsuper) as superuser, bool_or(r.rolbypassrls) as bypasses,
      bool_or(exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relowner = r.oid
        and c.relkind in ('r', 'p'))) as owns,
      bool_or(r.rolname in ('resolver', 'log_writer')) as resolves
    from pg_roles r where pg_has_role(session_user, r.oid, 'MEMBER')`;
  if (!row) throw new Error('the database does not say which role this is');
  return row;
}
