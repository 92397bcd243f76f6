import type { PendingQuery, Row } from 'postgres';
import type { TenantTx } from '@/db/tenant';
import type { LiveResource } from '@/lib/domain/draft/apply/base-moved';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { draftIdSchema } from '@/lib/domain/ids';
import { type DraftSummaryRow, summaryColumns, toSummary } from './draft-row';
import { type DraftFilter, inOrder, narrowedBy, type Part, type Place, rowsOf } from './draft-walk';

type Sql = TenantTx['sql'];
type Fragment = PendingQuery<Row[]>;

/** How many drafts one page of a search looks at. The next page goes on behind them. */
export const searchedAtOnce = 10_000;

/** A draft of a list beside what is live under its name, which only matters while it is pending. */
export type DraftBesideLive = { draft: DraftSummary; live: LiveResource; place: Place };

type ListedRow = DraftSummaryRow & {
  sort_at: Date;
  live_id: string | null;
  live_version: number | null;
  live_digest: string | null;
};

/** One page of drafts, without specs. */
export async function listDrafts({ sql }: TenantTx, filter: DraftFilter): Promise<DraftBesideLive[]> {
  const page = isSearch(filter) ? searchPage(sql, filter) : rowsOf(sql, filter, narrowedPage(sql, filter));
  const rows = await sql<ListedRow[]>`
    select page.*, live.id as live_id, live.version as live_version, live.digest as live_digest
    from (${page}) as page
    left join endpoints as live on page.status = 'pending' and page.type = 'endpoint'
      and live.tenant_id = current_tenant() and live.name = page.resource_name and live.deleted_at is null
    ${inOrder(sql, filter)}`;
  return rows.map((row) => ({
    draft: toSummary(row),
    live: liveOf(row),
    place: { at: row.sort_at, id: row.id },
  }));
}

/** The last draft that one page of a search looks at, or null when it comes to the end of the list. */
export async function searchedUpTo({ sql }: TenantTx, filter: DraftFilter): Promise<Place | null> {
  if (!isSearch(filter)) return null;
  const all = { columns: sql`id`, where: sql``, limit: searchedAtOnce };
  const [place] = await sql<Place[]>`
    select sort_at as at, id from (${rowsOf(sql, filter, all)}) as searched
    ${inOrder(sql, filter)} offset ${searchedAtOnce - 1} limit 1`;
  return place ?? null;
}

/** A whole id is looked up; anything else is looked for. */
const isSearch = ({ q }: DraftFilter): boolean => q !== undefined && !draftIdSchema.safeParse(q).success;

/** Looks at a bounded stretch of the list in its own order: no index finds the middle of a text under row-level security. */
const searchPage = (sql: Sql, filter: DraftFilter): Fragment => sql`
  select ${summaryColumns(sql)}, sort_at from (
    ${rowsOf(sql, filter, {
      columns: sql`${summaryColumns(sql)}, split_part(split_part(proposed_spec ->> 'target_url', '://', 2), '/', 1) as host`,
      where: sql``,
      limit: searchedAtOnce,
    })}) as searched
  where strpos(lower(concat_ws(chr(10), id, resource_name, created_by_name, host)), lower(${filter.q ?? ''})) > 0
    ${narrowedBy(sql, filter)}
  ${inOrder(sql, filter)} limit ${filter.limit}`;

const narrowedPage = (sql: Sql, filter: DraftFilter): Part => ({
  columns: summaryColumns(sql),
  where: sql`${filter.q ? sql`and id = ${filter.q}` : sql``} ${narrowedBy(sql, filter)}`,
  limit: filter.limit,
});

function liveOf({
  live_id: resourceId,
  live_version: version,
  live_digest: digest,
}: ListedRow): LiveResource {
  if (resourceId === null || version === null || digest === null) return null;
  return { resourceId, version, digest };
}
