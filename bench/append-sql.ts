import { literal } from '@/bench/create-sql';
import type { Proposer } from '@/bench/proposers';
import { newColumns } from '@/db/queries/draft-row';

/** One append as the product sends it, alone in its transaction, as a script for pgbench: ids and names are new in each. */
export function appendScript({ agent, row, created }: Proposer): string {
  const columns = newColumns.join(', ');
  const draft = `${literal(JSON.stringify(row))}::jsonb
      || jsonb_build_object('id', 'drf_' || :n::text, 'resource_name', 'sql-' || :n::text)`;
  const entry = new TextDecoder().decode(created.entry);
  const entryNow = `replace(replace(${literal(entry)}, ${literal(created.id)}, 'evd_' || :n::text), ${literal(row.id)}, 'drf_' || :n::text)`;
  return [
    '\\set n random(1, 1000000000000000)',
    '\\startpipeline',
    'begin;',
    `select set_config('app.tenant_id', ${literal(agent.tenantId)}, true), set_config('app.principal', ${literal(agent.keyId)}, true), set_config('role', 'agent', true);`,
    `insert into drafts (tenant_id, ${columns}) select current_tenant(), ${columns}
      from jsonb_populate_recordset(null::drafts, jsonb_build_array(${draft}));`,
    `select idx, leaf_hash from log_append_together('draft_created', array['evd_' || :n::text], array['drf_' || :n::text],
      array[convert_to(${entryNow}, 'UTF8')]);`,
    'commit;',
    '\\endpipeline',
    '',
  ].join('\n');
}
