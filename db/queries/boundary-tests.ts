import type { boundaryTests } from '@/db/schema/selftest';
import type { TenantTx, WriteTx } from '@/db/tenant';
import type { Judged } from '@/lib/domain/selftest/judge-attempt';

export type BoundaryTestRow = Omit<typeof boundaryTests.$inferSelect, 'tenant_id' | 'report'>;

export async function insertBoundaryTest(
  { sql, tenantId }: WriteTx,
  { report, ...row }: BoundaryTestRow & { report: readonly Judged[] },
): Promise<void> {
  await sql`
    insert into boundary_tests (id, tenant_id, tested_at, passed, failed, version, report_digest, report)
    values (${row.id}, ${tenantId}, ${row.tested_at}, ${row.passed}, ${row.failed}, ${row.version},
      ${row.report_digest}, ${JSON.stringify(report)}::text::jsonb)`;
}

/** The last of the tenant, without its report. */
export async function lastBoundaryTest({ sql }: TenantTx): Promise<BoundaryTestRow | null> {
  const [row] = await sql<BoundaryTestRow[]>`
    select id, tested_at, passed, failed, version, report_digest from boundary_tests
    where tenant_id = current_tenant() order by tested_at desc, id desc limit 1`;
  return row ?? null;
}

/** Whether a draft still waits and has made no version of anything. */
export async function hasNotMoved({ sql }: TenantTx, draftId: string): Promise<boolean> {
  const [row] = await sql<{ still: boolean }[]>`
    select exists (select from drafts where tenant_id = current_tenant() and id = ${draftId} and status = 'pending')
      and not exists (select from endpoint_versions where tenant_id = current_tenant() and draft_id = ${draftId})
      as still`;
  return row?.still ?? false;
}

/** What an agent’s transaction would have to do to apply a draft. The database refuses its role each of these. */
export const appliesByStatement: readonly {
  road: string;
  run: (tx: WriteTx, draftId: string) => PromiseLike<unknown>;
}[] = [
  {
    road: 'update drafts set status = applied',
    run: ({ sql }, id) => sql`update drafts set status = 'applied' where id = ${id}`,
  },
  { road: 'insert into endpoints', run: ({ sql }) => sql`insert into endpoints default values` },
  {
    road: 'insert into endpoint_versions',
    run: ({ sql }) => sql`insert into endpoint_versions default values`,
  },
  { road: 'update endpoints', run: ({ sql }) => sql`update endpoints set name = name where false` },
  { road: 'delete from endpoints', run: ({ sql }) => sql`delete from endpoints where false` },
  {
    road: 'log_append draft_applied',
    run: ({ sql }) => sql`select log_append('draft_applied', 'evd_x', 'drf_x', ''::bytea)`,
  },
  {
    road: 'log_append_of_agent draft_applied',
    run: ({ sql }) => sql`select log_append_of_agent('draft_applied', 'evd_x', 'drf_x', ''::bytea)`,
  },
];
