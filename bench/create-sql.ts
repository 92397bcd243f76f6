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
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 order by attnum`;
  const texts = columns.map(({ name }) => `"${name}"::text as "${name}"`).join(', ');
  const [row] = await sql.unsafe<Row[]>(`select ${texts} from ${table} where "${key}" = $1`, [value]);
  if (row === undefined) throw new Error(`${table} has no row of the recorded call`);
  return row;
}

type Recorded = { draft: Row; call: Row; leaf: { id: string; entry: string }; lookup: string };

function script({ draft, call, leaf, lookup }: Recorded): string {
  const tenant = literal(draft['tenant_id'] ?? '');
  const fresh = new Map([
    ['id', `'drf_' || :n::text`],
    ['resource_name', `'sql-' || :n::text`],
  ]);
  const inserted = Object.entries(draft).filter(([, value]) => value !== null);
  const values = inserted.map(([name, value]) => fresh.get(name) ?? literal(value ?? ''));
  const names = inserted.map(([name]) => name).join(', ');
  const lists = Object.keys(draft).filter((name) => !heavy.has(name));
  const entry = `replace(replace(${literal(leaf.entry)}, ${literal(leaf.id)}, 'evd_' || :n::text), ${literal(draft['id'] ?? '')}, 'drf_' || :n::text)`;
  return [
    '\\set n random(1, 1000000000000000)',
    `select * from key_by_lookup(${literal(lookup)});`,
    '\\startpipeline',
    'begin;',
    `select set_config('app.tenant_id', ${tenant}, true), set_config('app.principal', ${literal(draft['created_by_id'] ?? '')}, true), set_config('role', 'agent', true);`,
    '\\endpipeline',
    '\\startpipeline',
    `select id, version, digest, spec from endpoints where tenant_id = current_tenant() and name = 'sql-' || :n::text and deleted_at is null;`,
    'select host, count(*)::int as uses from endpoints where tenant_id = current_tenant() and deleted_at is null and host is not null group by host;',
    `select exists (select from drafts where tenant_id = current_tenant() and created_by_id = ${literal(draft['created_by_id'] ?? '')}) as found;`,
    'select draft_ttl_hours from tenants where id = current_tenant();',
    '\\endpipeline',
    `insert into drafts (${names}) values (${values.join(', ')}) returning ${lists.join(', ')};`,
    '\\startpipeline',
    `select idx, leaf_hash from log_append_created('evd_' || :n::text, 'drf_' || :n::text, convert_to(${entry}, 'UTF8'));`,
    'commit;',
    '\\endpipeline',
    `select call_append(${tenant}, ${literal(JSON.stringify(call))}::jsonb || jsonb_build_object('id', 'call_' || :n::text));`,
    '',
  ].join('\n');
}

/** Columns that the product does not ask back. */
const heavy = new Set([
  'proposed_spec',
  'rationale',
  'task_ref',
  'run_id',
  'correlation_id',
  'discard_message',
  'discard_salt',
]);

/** pgbench would take `:name` for a variable, inside a string too. */
const literal = (text: string): string =>
  `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a')}'`;
