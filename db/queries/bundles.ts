import type { Row } from 'postgres';
import type { BundleRow } from '@/db/schema/bundles';
import type { TenantTx, WriteTx } from '@/db/tenant';
import type { AskedScope, BrokenRecord, EvidenceBundle } from '@/lib/domain/evidence/bundle';

/** Everything but who makes it at the moment. */
type ReadBundle = Omit<BundleRow, 'tenant_id' | 'attempt' | 'leased_until' | 'root'>;

const columns = [
  'id',
  'kind',
  'draft_id',
  'from_position',
  'to_position',
  'status',
  'size',
  'done',
  'total',
  'requested_by',
  'requested_at',
  'finished_at',
  'bytes',
  'sha256',
  'statements_left_out',
  'broken_position',
  'broken_id',
  'broken_field',
  'failed_code',
  'expires_at',
] as const satisfies readonly (keyof ReadBundle)[];

const columnsOf = (sql: TenantTx['sql']) => sql.unsafe<Row[]>(columns.join(', '));

/** Keeps what others of the tenant ask for at this moment waiting until commit, so that bundles can be counted. */
export async function holdBundles({ sql }: WriteTx): Promise<void> {
  await sql`select 1 from tenants where id = current_tenant() for no key update`;
}

export type BundleCounts = {
  openOfPerson: number;
  openOfTenant: number;
  keptOfPerson: number;
  keptOfTenant: number;
  /** When the first of those that are kept is removed, of the tenant and of the person. */
  firstGoesAt: Date | null;
  firstOfPersonGoesAt: Date | null;
};

export async function countBundles({ sql }: WriteTx, personId: string): Promise<BundleCounts> {
  const [row] = await sql<BundleCounts[]>`
    select count(*) filter (where finished_at is null and requested_by = ${personId})::int as "openOfPerson",
      count(*) filter (where finished_at is null)::int as "openOfTenant",
      count(*) filter (where requested_by = ${personId})::int as "keptOfPerson",
      count(*)::int as "keptOfTenant", min(expires_at) as "firstGoesAt",
      min(expires_at) filter (where requested_by = ${personId}) as "firstOfPersonGoesAt"
    from evidence_bundles where tenant_id = current_tenant() and expires_at > now()`;
  if (!row) throw new Error('the bundles were not counted');
  return row;
}

/** How many records the log holds about a draft, and altogether. */
export async function recordsToBundle(
  { sql }: WriteTx,
  draftId: string | null,
): Promise<{ size: number; ofDraft: number }> {
  const [row] = await sql<{ size: number; ofDraft: number }[]>`
    select h.size, (select count(*)::int from log_leaves l
      where l.tenant_id = current_tenant() and l.subject = ${draftId}) as "ofDraft"
    from log_heads h where h.tenant_id = current_tenant()`;
  if (!row) throw new Error('no log for this tenant');
  return row;
}

export type NewBundle = {
  id: string;
  scope: AskedScope;
  requestedBy: string;
  requestedAt: Date;
  expiresAt: Date;
};

export async function insertBundle({ sql, tenantId }: WriteTx, made: NewBundle): Promise<void> {
  const { scope } = made;
  const [draftId, from, to] =
    scope.kind === 'draft' ? [scope.draftId, null, null] : [null, scope.from, scope.to];
  await sql`
    insert into evidence_bundles (tenant_id, id, kind, draft_id, from_position, to_position, requested_by, requested_at,
      expires_at)
    values (${tenantId}, ${made.id}, ${scope.kind}, ${draftId}, ${from}, ${to}, ${made.requestedBy},
      ${made.requestedAt}, ${made.expiresAt})`;
}

/** One page of the tenant's bundles, newest first. What has run out is not there, swept or not. */
export async function listBundles(
  { sql }: TenantTx,
  { after, limit }: { after?: { at: Date; id: string } | undefined; limit: number },
): Promise<EvidenceBundle[]> {
  const rows = await sql<ReadBundle[]>`
    select ${columnsOf(sql)} from evidence_bundles where tenant_id = current_tenant() and expires_at > now()
      ${after ? sql`and (requested_at, id) < (${after.at}, ${after.id})` : sql``}
    order by requested_at desc, id desc limit ${limit}`;
  return rows.map(toBundle);
}

export async function findBundle({ sql }: TenantTx, id: string): Promise<EvidenceBundle | null> {
  const [row] = await sql<ReadBundle[]>`
    select ${columnsOf(sql)} from evidence_bundles
    where tenant_id = current_tenant() and id = ${id} and expires_at > now()`;
  return row ? toBundle(row) : null;
}

/** The next piece of the file of a finished bundle, behind the part `after`; null at its end. */
export async function readBundlePart(
  { sql }: TenantTx,
  bundleId: string,
  after: number,
): Promise<{ part: number; content: Buffer } | null> {
  const [row] = await sql<{ part: number; content: Buffer }[]>`
    select p.part, p.content from evidence_bundle_parts p join evidence_bundles b
      on b.tenant_id = p.tenant_id and b.id = p.bundle_id and b.attempt = p.attempt
    where p.tenant_id = current_tenant() and p.bundle_id = ${bundleId} and p.part > ${after}
    order by p.part limit 1`;
  return row ?? null;
}

const toBundle = (row: ReadBundle): EvidenceBundle => ({
  id: row.id,
  scope: scopeOf(row),
  status: row.status,
  done: row.done,
  total: row.total,
  size: row.size,
  requestedBy: row.requested_by,
  requestedAt: row.requested_at,
  finishedAt: row.finished_at,
  expiresAt: row.expires_at,
  file:
    row.bytes === null || row.sha256 === null
      ? null
      : { bytes: row.bytes, sha256: row.sha256.toString('hex') },
  statementsLeftOut: row.statements_left_out,
  broken: brokenOf(row),
  failedCode: row.failed_code,
});

/** What the row says was asked for. Throws for one that the checks of the table do not let in. */
export function scopeOf(row: Pick<ReadBundle, 'draft_id' | 'from_position' | 'to_position'>): AskedScope {
  if (row.draft_id !== null) return { kind: 'draft', draftId: row.draft_id };
  if (row.from_position === null || row.to_position === null) throw new Error('a bundle without a scope');
  return { kind: 'range', from: row.from_position, to: row.to_position };
}

function brokenOf(row: ReadBundle): BrokenRecord | null {
  if (row.broken_position === null || row.broken_field === null) return null;
  return { position: row.broken_position, id: row.broken_id, field: row.broken_field };
}
