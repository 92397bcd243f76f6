import type { LogLeafRow } from '@/db/schema/evidence';
import type { TenantTx } from '@/db/tenant';
import type { EvidenceEvent } from '@/lib/domain/evidence/leaf';

/** A stored leaf. `leaf_hash` is the first of the row's hashes. */
export type EvidenceRow = Pick<LogLeafRow, 'idx' | 'id' | 'event' | 'subject' | 'entry' | 'appended_at'> & {
  leaf_hash: Buffer;
};

const columns = (sql: TenantTx['sql']) =>
  sql`idx, id, event, subject, entry, appended_at, substring(hashes from 1 for 32) as leaf_hash`;

/** One page of evidence, newest first. */
export async function listEvidence(
  { sql }: TenantTx,
  filter: {
    draftId?: string | undefined;
    event?: EvidenceEvent | undefined;
    /** Of whom a record speaks: the id of a person, a key or a credential. */
    by?: string | undefined;
    from?: Date | undefined;
    to?: Date | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<EvidenceRow[]> {
  return await sql<EvidenceRow[]>`
    select ${columns(sql)} from log_leaves where tenant_id = current_tenant()
      ${filter.draftId === undefined ? sql`` : sql`and subject = ${filter.draftId}`}
      ${filter.event === undefined ? sql`` : sql`and event = ${filter.event}`}
      ${filter.by === undefined ? sql`` : sql`and position(${Buffer.from(`"${filter.by}"`)} in entry) > 0`}
      ${filter.from === undefined ? sql`` : sql`and appended_at >= ${filter.from}`}
      ${filter.to === undefined ? sql`` : sql`and appended_at < ${filter.to}`}
      ${filter.before === undefined ? sql`` : sql`and idx < ${filter.before}`}
    order by idx desc limit ${filter.limit}`;
}

/** The leaf at a position. */
export async function findEvidenceAt({ sql }: TenantTx, position: number): Promise<EvidenceRow | null> {
  const [row] = await sql<EvidenceRow[]>`
    select ${columns(sql)} from log_leaves where tenant_id = current_tenant() and idx = ${position}`;
  return row ?? null;
}

export async function findEvidence({ sql }: TenantTx, id: string): Promise<EvidenceRow | null> {
  const [row] = await sql<EvidenceRow[]>`
    select ${columns(sql)} from log_leaves where tenant_id = current_tenant() and id = ${id}`;
  return row ?? null;
}

/** The leaf hash of a draft's creation, which its apply record names. */
export async function creationDigest({ sql }: TenantTx, draftId: string): Promise<string | null> {
  const [row] = await sql<{ leaf_hash: Buffer }[]>`
    select substring(hashes from 1 for 32) as leaf_hash from log_leaves
    where tenant_id = current_tenant() and subject = ${draftId} and event = 'draft_created' order by idx limit 1`;
  return row ? `sha256:${row.leaf_hash.toString('hex')}` : null;
}

export type TenantCounters = { size: number; version: number; pending: number };

/**
 * How far the log reaches, and how many drafts wait: the head's count less those whose time has passed unswept.
 * `version` moves with the log and with every attempt of a delivery, which leaves no leaf. It sums the latest changes:
 * the latest alone would miss one that is committed after a later one.
 */
export async function pendingCount({ sql }: TenantTx, now: Date): Promise<TenantCounters> {
  const [row] = await sql<TenantCounters[]>`
    select h.size, h.size + coalesce((
      select sum((extract(epoch from latest.changed_at) * 1000)::bigint) from (
        select changed_at from deliveries where tenant_id = current_tenant() order by changed_at desc limit 20
      ) latest), 0)::bigint as version,
    h.pending_count - (
      select count(*)::int from drafts d
      where d.tenant_id = current_tenant() and d.status = 'pending' and d.expires_at <= ${now}
    ) as pending
    from log_heads h where h.tenant_id = current_tenant()`;
  if (!row) throw new Error('no log for this tenant');
  return row;
}

/** How many leaves the tenant’s log has, and when the last was put there. */
export async function logStanding({ sql }: TenantTx): Promise<{ size: number; lastAt: Date | null }> {
  const [row] = await sql<{ size: number; last_at: Date | null }[]>`
    select h.size, (select l.appended_at from log_leaves l
      where l.tenant_id = current_tenant() order by l.idx desc limit 1) as last_at
    from log_heads h where h.tenant_id = current_tenant()`;
  if (!row) throw new Error('no log for this tenant');
  return { size: row.size, lastAt: row.last_at };
}
