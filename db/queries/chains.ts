import type { TenantTx } from '@/db/tenant';
import type { ChainPlace, ChainRow } from '@/lib/domain/calls/chain';

/** The chains of a tenant: its agents' calls, and what its people changed. */
export type ChainName = 'calls' | 'audit';

type Stored = {
  seq: number;
  id: string;
  entry: Record<string, unknown>;
  prev_hash: Buffer;
  entry_hash: Buffer;
};

/** The next rows of a chain after a place, in their order, as they were hashed. */
export async function readChain(
  { sql }: TenantTx,
  chain: ChainName,
  { after, limit }: { after: number; limit: number },
): Promise<ChainRow[]> {
  const stored =
    chain === 'calls'
      ? await sql<Stored[]>`
          select c.seq, c.id, call_entry(c) as entry, c.prev_hash, c.entry_hash from tool_calls c
          where c.tenant_id = current_tenant() and c.seq > ${after} order by c.seq limit ${limit}`
      : await sql<Stored[]>`
          select e.seq, e.id, audit_entry(e) as entry, e.prev_hash, e.entry_hash from audit_events e
          where e.tenant_id = current_tenant() and e.seq > ${after} order by e.seq limit ${limit}`;
  return stored.map(chainRow);
}

const chainRow = ({ prev_hash, entry_hash, ...row }: Stored): ChainRow => ({
  ...row,
  prevHash: prev_hash.toString('hex'),
  entryHash: entry_hash.toString('hex'),
});

/** Calls that began in a span of time, in the order of their chain. */
export async function readCallsBetween(
  { sql }: TenantTx,
  { since, until, after, limit }: { since: Date; until: Date; after: number; limit: number },
): Promise<ChainRow[]> {
  const stored = await sql<Stored[]>`
    select c.seq, c.id, call_entry(c) as entry, c.prev_hash, c.entry_hash from tool_calls c
    where c.tenant_id = current_tenant() and c.seq > ${after} and c.started_at >= ${since} and c.started_at < ${until}
    order by c.seq limit ${limit}`;
  return stored.map(chainRow);
}

/** The same of audit events, by when they happened. */
export async function readEventsBetween(
  { sql }: TenantTx,
  { since, until, after, limit }: { since: Date; until: Date; after: number; limit: number },
): Promise<ChainRow[]> {
  const stored = await sql<Stored[]>`
    select e.seq, e.id, audit_entry(e) as entry, e.prev_hash, e.entry_hash from audit_events e
    where e.tenant_id = current_tenant() and e.seq > ${after} and e.at >= ${since} and e.at < ${until}
    order by e.seq limit ${limit}`;
  return stored.map(chainRow);
}

type Place = { seq: number; hash: Buffer };

/** Where a chain begins and where it ends; null for a beginning that was never removed, or a chain without rows. */
export async function chainEnds(
  { sql }: TenantTx,
  chain: ChainName,
): Promise<{ anchor: ChainPlace | null; head: ChainPlace | null }> {
  const [anchors, heads] = await Promise.all([
    chain === 'calls'
      ? sql<Place[]>`
          select seq, hash from call_anchors where tenant_id = current_tenant() order by seq desc limit 1`
      : [],
    sql<Place[]>`select seq, hash from chain_heads where tenant_id = current_tenant() and chain = ${chain}`,
  ]);
  const placeOf = (place: Place | undefined) =>
    place === undefined ? null : { seq: place.seq, hash: place.hash.toString('hex') };
  return { anchor: placeOf(anchors[0]), head: placeOf(heads[0]) };
}
