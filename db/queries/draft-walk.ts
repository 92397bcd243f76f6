import type { PendingQuery, Row } from 'postgres';
import type { TenantTx } from '@/db/tenant';
import type { DraftStatus } from '@/lib/domain/draft/draft';
import type { RiskTier } from '@/lib/domain/draft/risk';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import { selftestIdentity } from '@/lib/domain/selftest/selftest-identity';
import { creatorsInQueue } from './queue-crowd';

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
  /** Part of a draft id, a resource name, a proposer's name or a target host; letters of either case. */
  q?: string | undefined;
  /** Leaves out what the boundary self-test proposed, once it is over. What waits, and what was applied, is never left out. */
  hidesSelftests?: boolean;
  /**
   * `expires` lists what ends soonest first, `created` the newest first, `queue` what a reviewer takes first; decided
   * drafts are listed by their end.
   */
  order: 'created' | 'expires' | 'queue';
  /** How many drafts of one proposer a queue holds. */
  perCreator?: number | undefined;
  after?: Place | undefined;
  limit: number;
};

/** What to take of the rows that a list walks. */
export type Part = { columns: Fragment; where: Fragment; limit: number };

/** The rows of a list in its own order, from its place on. */
export function rowsOf(sql: Sql, filter: DraftFilter, part: Part): Fragment {
  if (filter.decided) return endedRows(sql, filter, part);
  if (filter.perCreator !== undefined) return turns(sql, filter, part, filter.perCreator);
  const sortedBy = sortedByOf(sql, filter);
  return walk(sql, filter, { ...part, sortedBy, where: sql`${statusIs(sql, filter)} ${part.where}` });
}

function sortedByOf(sql: Sql, { order }: DraftFilter): Fragment {
  if (order === 'queue') return sql`queue_at`;
  return order === 'expires' ? sql`expires_at` : sql`created_at`;
}

/** The queue with no more than so many of each proposer: one that proposes a thousand cannot hide what others ask for. */
function turns(sql: Sql, filter: DraftFilter, part: Part, perCreator: number): Fragment {
  const own = {
    ...part,
    limit: perCreator,
    sortedBy: sql`queue_at`,
    where: sql`and created_by_id = creators.id ${statusIs(sql, filter)} ${part.where}`,
  };
  return sql`
    select * from (
      select own.* from (${creatorsInQueue(sql)}) as creators
      cross join lateral (${walk(sql, { ...filter, after: undefined }, own)}) as own
    ) as turns
    ${filter.after ? sql`where (sort_at, id) > (${filter.after.at}, ${filter.after.id})` : sql``}
    ${inOrder(sql, filter)} limit ${part.limit}`;
}

/** What ended last first: decided, or run out undecided. Two ordered walks merged, so that each has its own index. */
function endedRows(sql: Sql, filter: DraftFilter, part: Part): Fragment {
  const asked = sql`${statusIs(sql, filter)} ${part.where}`;
  const decided = { sortedBy: sql`decided_at`, where: sql`and status <> 'pending' ${asked}` };
  const runOut = {
    sortedBy: sql`expires_at`,
    where: sql`and status = 'pending' and expires_at <= ${filter.now} ${asked}`,
  };
  return sql`
    select * from (
      (${walk(sql, filter, { ...part, ...decided })}) union all (${walk(sql, filter, { ...part, ...runOut })})
    ) as ended ${inOrder(sql, filter)} limit ${part.limit}`;
}

function walk(
  sql: Sql,
  filter: DraftFilter,
  { columns, where, limit, sortedBy }: Part & { sortedBy: Fragment },
) {
  const { after } = filter;
  const soonest = isSoonestFirst(filter);
  const follows = after
    ? sql`and (${sortedBy}, id) ${soonest ? sql`>` : sql`<`} (${after.at}, ${after.id})`
    : sql``;
  return sql`
    select ${columns}, ${sortedBy} as sort_at from drafts
    where tenant_id = current_tenant() ${where} ${follows}
    ${soonest ? sql`order by ${sortedBy}, id` : sql`order by ${sortedBy} desc, id desc`} limit ${limit}`;
}

const isSoonestFirst = ({ decided, order }: DraftFilter) => !decided && order !== 'created';

export const inOrder = (sql: Sql, filter: DraftFilter) =>
  isSoonestFirst(filter) ? sql`order by sort_at, id` : sql`order by sort_at desc, id desc`;

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

export const narrowedBy = (sql: Sql, { type, risk, creator, hidesSelftests, now }: DraftFilter) => sql`
  ${type ? sql`and type = ${type}` : sql``}
  ${risk ? sql`and risk_tier in ${sql([...risk])}` : sql``}
  ${creator ? sql`and created_by_id = ${creator}` : sql``}
  ${
    hidesSelftests
      ? sql`and not (created_by_kind = 'agent' and created_by_name = ${selftestIdentity}
          and (status in ('discarded', 'expired') or (status = 'pending' and expires_at <= ${now})))`
      : sql``
  }`;
