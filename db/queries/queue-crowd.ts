import type { PendingQuery, Row } from 'postgres';
import type { TenantTx } from '@/db/tenant';

/** A proposer with more in the queue than a shared list shows. `waiting` is counted up to a bound. */
export type Crowd = { id: string; name: string; waiting: number };

/** Counting goes no further: "1,000" then means at least that many. */
const countedAtMost = 1000;

/** Each proposer with pending drafts once, by one probe of the index for each: never by reading all of their drafts. */
export const creatorsInQueue = (sql: TenantTx['sql']): PendingQuery<Row[]> => sql`
  with recursive found as (
    (select created_by_id as id from drafts where tenant_id = current_tenant() and status = 'pending'
      order by created_by_id limit 1)
    union all
    select (select created_by_id from drafts where tenant_id = current_tenant() and status = 'pending'
      and created_by_id > found.id order by created_by_id limit 1)
    from found where found.id is not null
  )
  select id from found where id is not null`;

/** Who holds more than `share` places of the queue while others wait too; nobody while only one proposer waits. */
export async function queueCrowd({ sql }: TenantTx, share: number, now: Date): Promise<Crowd[]> {
  const waiting = await sql<Crowd[]>`
    select creators.id, mine.waiting, latest.name from (${creatorsInQueue(sql)}) as creators
    cross join lateral (
      select count(*)::int as waiting from (
        select 1 from drafts where tenant_id = current_tenant() and status = 'pending'
          and created_by_id = creators.id and expires_at > ${now} limit ${countedAtMost}
      ) as counted
    ) as mine
    cross join lateral (
      select created_by_name as name from drafts where tenant_id = current_tenant() and status = 'pending'
        and created_by_id = creators.id order by queue_at desc, id desc limit 1
    ) as latest
    where mine.waiting > 0 order by mine.waiting desc, creators.id`;
  return waiting.length < 2 ? [] : waiting.filter((one) => one.waiting > share);
}
