import type postgres from 'postgres';
import { config } from '@/lib/config';
import type { EvidenceEvent, Leaf, PlacedLeaf } from '@/lib/domain/evidence/leaf';

type Runner = postgres.ISql<{ bigint: number }>;
type Appended = { idx: number; leaf_hash: Buffer };

/** A statement that appends one leaf, alone or together with the change that it is about. */
export type Append = (sql: Runner, leaf: Leaf) => PromiseLike<Appended[]>;

/** Evidence that waits for COMMIT; `append` is the statement when it also makes the change. */
export type Handed = { leaf: Leaf; append: Append | undefined };

/** What the sweep leaves behind, many at a time and no more of them in a second than the database lets through. */
type SweptEvent = 'draft_expired' | 'draft_purged';
/** The driver would take an array of bytes for bytes. */
const byteaOid = 17;

type Batch = { ids: string[]; subjects: string[]; entries: Uint8Array[] };

/** One door per event: the database lets a role through some and not others. */
const doors: Record<Exclude<EvidenceEvent, SweptEvent>, Append> = {
  draft_created: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_created(${id}, ${subject}, ${entry})`,
  draft_applied: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_applied(${id}, ${subject}, ${entry})`,
  draft_discarded: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_discarded(${id}, ${subject}, ${entry})`,
  draft_apply_refused: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_refused(${id}, ${subject}, ${entry})`,
  service_issued: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_service_issued(${id}, ${subject}, ${entry})`,
  service_revoked: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_service_revoked(${id}, ${subject}, ${entry})`,
  control_plane_set: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_control_plane_set(${id}, ${subject}, ${entry})`,
  control_plane_removed: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_control_plane_removed(${id}, ${subject}, ${entry})`,
  delivery_resent: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_delivery_resent(${id}, ${subject}, ${entry})`,
  settings_changed: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_settings_changed(${id}, ${subject}, ${entry})`,
  policy_changed: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_policy_changed(${id}, ${subject}, ${entry})`,
  stop_engaged: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_stop_engaged(${id}, ${subject}, ${entry})`,
  stop_released: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_stop_released(${id}, ${subject}, ${entry})`,
  circuit_opened: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_circuit_opened(${id}, ${subject}, ${entry})`,
  circuit_reset: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_circuit_reset(${id}, ${subject}, ${entry})`,
  calls_purged: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_calls_purged(${id}, ${subject}, ${entry})`,
  key_issued: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_key_issued(${id}, ${subject}, ${entry})`,
  key_rotated: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_key_rotated(${id}, ${subject}, ${entry})`,
  key_suspended: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_key_suspended(${id}, ${subject}, ${entry})`,
  key_resumed: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_key_resumed(${id}, ${subject}, ${entry})`,
  key_revoked: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_key_revoked(${id}, ${subject}, ${entry})`,
  key_changed: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_key_changed(${id}, ${subject}, ${entry})`,
  boundary_tested: (sql, { id, subject, entry }) =>
    sql<Appended[]>`select idx, leaf_hash from log_append_boundary_tested(${id}, ${subject}, ${entry})`,
};

const sweptDoors: Record<
  SweptEvent,
  (sql: Runner, batch: Batch, perSecond: number) => PromiseLike<Appended[]>
> = {
  draft_expired: (sql, { ids, subjects, entries }, perSecond) => sql<Appended[]>`
    select idx, leaf_hash from log_append_expired(${ids}::text[], ${subjects}::text[], ${sql.array(entries, byteaOid)}, ${perSecond}::int)`,
  draft_purged: (sql, { ids, subjects, entries }, perSecond) => sql<Appended[]>`
    select idx, leaf_hash from log_append_purged(${ids}::text[], ${subjects}::text[], ${sql.array(entries, byteaOid)}, ${perSecond}::int)`,
};

/**
 * Appends leaves to the current tenant's log and says where they lie, those of the sweep last. Every statement is on
 * its way when this returns, so that COMMIT can follow in the same flight.
 */
export function appendLeaves(sql: Runner, handed: readonly Handed[]): Promise<PlacedLeaf[]>[] {
  const others = handed.filter(({ leaf }) => !isSwept(leaf.event));
  const swept = Map.groupBy(handed, ({ leaf }) => leaf.event);
  return [
    ...others.map(async ({ leaf, append }) => [await appendLeaf(sql, leaf, append)]),
    ...[...swept].flatMap(([event, batch]) => (isSwept(event) ? [appendSwept(sql, event, batch)] : [])),
  ];
}

/** Appends one leaf to the current tenant's log and says where it lies. */
export async function appendLeaf(sql: Runner, leaf: Leaf, append?: Append): Promise<PlacedLeaf> {
  const { event } = leaf;
  if (isSwept(event)) throw new Error(`${event} is appended by the sweep`);
  const [row] = await (append ?? doors[event])(sql, leaf);
  return placed(leaf, row);
}

async function appendSwept(sql: Runner, event: SweptEvent, handed: readonly Handed[]): Promise<PlacedLeaf[]> {
  const leaves = handed.map(({ leaf }) => leaf);
  const batch = {
    ids: leaves.map(({ id }) => id),
    subjects: leaves.map(({ subject }) => subject),
    entries: leaves.map(({ entry }) => entry),
  };
  const rows = await sweptDoors[event](sql, batch, config().sweep.maxPerSecond);
  return leaves.map((leaf, at) => placed(leaf, rows[at]));
}

const isSwept = (event: EvidenceEvent): event is SweptEvent => Object.hasOwn(sweptDoors, event);

function placed({ event, id }: Leaf, row: Appended | undefined): PlacedLeaf {
  if (!row) throw new Error('the log did not answer');
  return { event, id, merklePosition: row.idx, leafHash: `sha256:${row.leaf_hash.toString('hex')}` };
}
