import { literal } from '@/bench/create-sql';
import type { Proposer } from '@/bench/proposers';
import { newColumns } from '@/db/queries/draft-row';

/**
 * One append as the product sends it, alone in its transaction, as a script for pgbench: ids and names are new in each.
 * Each of `clients` appends for proposers of its own, so that no two wait for the same log unless there is but one.
 */
export function appendScript(proposers: readonly Proposer[], clients: number): string {
  const columns = newColumns.join(', ');
  const draft = `${nthOf(proposers.map(({ row }) => JSON.stringify(row)))}::jsonb
      || jsonb_build_object('id', 'drf_' || :n::text, 'resource_name', 'sql-' || :n::text)`;
  const entry = nthOf(proposers.map(entryOf));
  const ofEach = Math.max(1, Math.floor(proposers.length / clients));
  return [
    '\\set n random(1, 1000000000000000)',
    `\\set nth (:client_id * ${ofEach} + random(0, ${ofEach - 1})) % ${proposers.length} + 1`,
    '\\startpipeline',
    'begin;',
    `select set_config('app.tenant_id', ${nthOf(proposers.map(({ agent }) => agent.tenantId))}, true), set_config('app.principal', ${nthOf(proposers.map(({ agent }) => agent.keyId))}, true), set_config('role', 'agent', true);`,
    `insert into drafts (tenant_id, ${columns}) select current_tenant(), ${columns}
      from jsonb_populate_recordset(null::drafts, jsonb_build_array(${draft}));`,
    `select idx, leaf_hash from log_append_together('draft_created', array['evd_' || :n::text], array['drf_' || :n::text],
      array[convert_to(replace(replace(${entry}, 'evd_%', 'evd_' || :n::text), 'drf_%', 'drf_' || :n::text), 'UTF8')]);`,
    'commit;',
    '\\endpipeline',
    '',
  ].join('\n');
}

/** The entry of a leaf, with places for its ids. */
const entryOf = ({ row, created }: Proposer): string =>
  new TextDecoder().decode(created.entry).replaceAll(created.id, 'evd_%').replaceAll(row.id, 'drf_%');

/** One of these texts, the one of the proposer whose turn it is. */
const nthOf = (texts: readonly string[]): string => `(array[${texts.map(literal).join(', ')}])[:nth::int]`;
