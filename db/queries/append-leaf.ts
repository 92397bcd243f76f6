import type postgres from 'postgres';
import type { EvidenceEvent, Leaf, PlacedLeaf } from '@/lib/domain/evidence/leaf';

type Runner = postgres.ISql<{ bigint: number }>;
type Appended = { idx: number; leaf_hash: Buffer };

/** A statement that appends one leaf, alone or together with the change that it is about. */
export type Append = (sql: Runner, leaf: Leaf) => PromiseLike<Appended[]>;

/** One door per event: the database lets a role through some and not others. */
const doors: Record<EvidenceEvent, Append> = {
  draft_created: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_created(${id}, ${subject}, ${entry})`,
  draft_applied: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_applied(${id}, ${subject}, ${entry})`,
  draft_discarded: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_discarded(${id}, ${subject}, ${entry})`,
  draft_expired: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_expired(${id}, ${subject}, ${entry})`,
  draft_apply_refused: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_refused(${id}, ${subject}, ${entry})`,
};

/** Appends one leaf to the current tenant's log and says where it lies. */
export async function appendLeaf(sql: Runner, leaf: Leaf, append = doors[leaf.event]): Promise<PlacedLeaf> {
  const [row] = await append(sql, leaf);
  if (!row) throw new Error('the log did not answer');
  return {
    event: leaf.event,
    id: leaf.id,
    merklePosition: row.idx,
    leafHash: `sha256:${row.leaf_hash.toString('hex')}`,
  };
}
