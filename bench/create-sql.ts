import postgres from 'postgres';
import { lookupOf } from '@/lib/domain/keys/key-format';

type Row = Record<string, string | null>;

/**
 * The statements of one `draft_create_endpoint`, in the flights in which the product sends them, as a script for
 * pgbench. The values are those of a draft that the product has just made; ids and names are new in every run.
 */
export async function createScript(superuserUrl: string, draftId: string, token: string): Promise<string> {
  const sql = postgres(superuserUrl, { max: 1 });
  try {
    const draft = await textRow(sql, 'drafts', 'id', draftId);
    const call = await textRow(sql, 'tool_calls', 'downstream_action_id', draftId);
    const [leaf] = await sql<{ id: string; entry: string }[]>`
      select id, convert_from(entry, 'UTF8') as entry from log_leaves where subject = ${draftId}`;
    if (leaf === undefined) throw new Error('the draft has no leaf');
    return script({ draft, call, leaf, lookup: lookupOf(token) ?? '' });
  } finally {
    await sql.end();
  }
}

async function textRow(sql: postgres.Sql, table: string, key: string, value: string): Promise<Row> {
  const columns = await sql<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and attgenerated = ''
      and not attisdropped order by attnum`;
  const texts = columns.map(({ name }) => `"${name}"::text as "${name}"`).join(', ');
  const [row] = await sql.unsafe<Row[]>(`select ${texts} from ${table} where "${key}" = $1`, [value]);
  if (row === undefined) throw new Error(`${table} has no row of the recorded call`);
  return row;
}

type Recorded = { draft: Row; call: Row; leaf: { id: string; entry: string }; lookup: string };

function script({ draft, call, leaf, lookup }: Recorded): string {
  const tenant = literal(draft['tenant_id'] ?? '');
  const principal = literal(draft['created_by_id'] ?? '');
  const fresh = new Map([
    ['id', `'drf_' || :n::text`],
    ['resource_name', `'sql-' || :n::text`],
  ]);
  const inserted = Object.entries(draft).filter(([, value]) => value !== null);
  const values = inserted.map(([name, value]) => fresh.get(name) ?? literal(value ?? ''));
  const names = inserted.map(([name]) => name).join(', ');
  const entry = `replace(replace(${literal(leaf.entry)}, ${literal(leaf.id)}, 'evd_' || :n::text), ${literal(draft['id'] ?? '')}, 'drf_' || :n::text)`;
  return [
    '\\set n random(1, 1000000000000000)',
    `select * from key_by_lookup(${literal(lookup)});`,
    `select * from mcp_admit(${tenant}, ${principal}, 'draft_create_endpoint', null, 1000000, 1000000);`,
    '\\startpipeline',
    'begin;',
    `select set_config('app.tenant_id', ${tenant}, true), set_config('app.principal', ${principal}, true), set_config('role', 'agent', true);`,
    `select t.draft_ttl_hours as usual, t.draft_ttl_min_hours as least, t.draft_ttl_max_hours as most,
      e.id, e.version, e.digest, e.spec,
      exists (select from drafts where tenant_id = current_tenant() and created_by_id = ${principal}
        and (status = 'applied' or discarded_by_kind = 'human')) as decided_before,
      (select json_object_agg(host, uses) from (
        select host, count(*) as uses from endpoints
        where tenant_id = current_tenant() and deleted_at is null and host is not null group by host) as used) as hosts
    from tenants t
    left join endpoints e on e.tenant_id = current_tenant() and e.name = 'sql-' || :n::text and e.deleted_at is null
    where t.id = current_tenant();`,
    `select id, operation, proposed_spec_digest from drafts where tenant_id = current_tenant() and resource_name = 'sql-' || :n::text
      and type = 'endpoint' and status = 'pending' and expires_at > now()
    order by created_by_id = ${principal} desc, created_at desc, id desc limit 50;`,
    '\\endpipeline',
    '\\startpipeline',
    `with stored as (insert into drafts (${names}) values (${values.join(', ')}) returning id)
      select idx, leaf_hash from stored, log_append_of_agent('draft_created', 'evd_' || :n::text, 'drf_' || :n::text, convert_to(${entry}, 'UTF8'));`,
    'commit;',
    '\\endpipeline',
    `select call_append(${tenant}, jsonb_build_array(${literal(JSON.stringify(call))}::jsonb || jsonb_build_object('id', 'call_' || :n::text)));`,
    '',
  ].join('\n');
}

/** pgbench would take `:name` for a variable, inside a string too. */
export const literal = (text: string): string =>
  `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a')}'`;
