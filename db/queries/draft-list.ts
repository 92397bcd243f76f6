import type { PendingQuery, Row } from 'postgres';
import type { TenantTx } from '@/db/tenant';
import type { DraftStatus, DraftSummary } from '@/lib/domain/draft/draft';
import type { RiskTier } from '@/lib/domain/draft/risk';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import { type DraftSummaryRow, toSummary } from './draft-row';
import { summaryColumns } from './drafts';

type Sql = TenantTx['sql'];
type Fragment = PendingQuery<Row[]>;

/** A place between two rows: the sort value and id of the last row seen. */
export type Place = { at: Date; id: string };

export type DraftFilter = {
  now: Date;
  status?: DraftStatus | undefined;
  decided?: boolean | undefined;
  type?: ResourceKindName | undefined;
  risk?: readonly RiskTier[] | undefined;
  creator?: string | undefined;
  /** The beginning of a draft id or of a resource name. */
  q?: string | undefined;
  /** `expires` lists what ends soonest first, `created` the newest first; decided drafts are listed by their end. */
  order: 'created' | 'expires';
  after?: Place | undefined;
  limit: number;
};

/** One page of drafts, without specs. */
export async function listDrafts({ sql }: TenantTx, filter: DraftFilter): Promise<DraftSummary[]> {
  const rows = await (filter.decided ? decidedPage(sql, filter) : pageOf(sql, filter, statusIs(sql, filter)));
  return rows.map(toSummary);
}

const pageOf = (sql: Sql, filter: DraftFilter, status: Fragment) => sql<DraftSummaryRow[]>`
  select ${summaryColumns(sql)} from drafts
  where tenant_id = current_tenant() ${status} ${matches(sql, filter)} ${follows(sql, filter)}
  ${filter.order === 'expires' ? sql`order by expires_at, id` : sql`order by created_at desc, id desc`}
  limit ${filter.limit}`;

/** What ended last first: decided, or run out undecided. Two ordered pages merged, so that each walks its own index. */
const decidedPage = (sql: Sql, filter: DraftFilter) => sql<DraftSummaryRow[]>`
  select * from (
    (${endedPage(sql, filter, sql`decided_at`, sql`status <> 'pending'`)})
    union all
    (${endedPage(sql, filter, sql`expires_at`, sql`status = 'pending' and expires_at <= ${filter.now}`)})
  ) as ended order by ended_at desc, id desc limit ${filter.limit}`;

const endedPage = (sql: Sql, filter: DraftFilter, ended: Fragment, status: Fragment) => sql`
  select ${summaryColumns(sql)}, ${ended} as ended_at from drafts
  where tenant_id = current_tenant() and ${status} ${matches(sql, filter)}
    ${filter.after ? sql`and (${ended}, id) < (${filter.after.at}, ${filter.after.id})` : sql``}
  order by ${ended} desc, id desc limit ${filter.limit}`;

/** Expired is what the clock says, not only what the sweep has written. */
function statusIs(sql: Sql, { status, now }: DraftFilter) {
  switch (status) {
    case undefined:
      return sql``;
    case 'pending':
      return sql`and status = 'pending' and expires_at > ${now}`;
    case 'expired':
      return sql`and (status = 'expired' or (status = 'pending' and expires_at <= ${now}))`;
    case 'applied':
    case 'discarded':
      return sql`and status = ${status}`;
  }
}

function matches(sql: Sql, { type, risk, creator, q }: DraftFilter) {
  return sql`
    ${type ? sql`and type = ${type}` : sql``}
    ${risk ? sql`and risk_tier in ${sql([...risk])}` : sql``}
    ${creator ? sql`and created_by_id = ${creator}` : sql``}
    ${q ? sql`and (starts_with(resource_name, ${q}) or starts_with(id, ${q}))` : sql``}`;
}

function follows(sql: Sql, { after, order }: DraftFilter) {
  if (!after) return sql``;
  return order === 'expires'
    ? sql`and (expires_at, id) > (${after.at}, ${after.id})`
    : sql`and (created_at, id) < (${after.at}, ${after.id})`;
}
