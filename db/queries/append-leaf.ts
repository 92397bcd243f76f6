import type postgres from 'postgres';
import { config } from '@/lib/config';
import type { EvidenceEvent, Leaf, PlacedLeaf } from '@/lib/domain/evidence/leaf';

type Runner = postgres.ISql<{ bigint: number }>;
type Appended = { idx: number; leaf_hash: Buffer };

/** The function through which each role of a transaction appends; the database refuses what log_doors() does not say. */
const doors = { none: 'log_append', agent: 'log_append_of_agent', gc: 'log_append_of_sweep' } as const;
export type AppendingRole = keyof typeof doors;

/** A statement that appends one leaf through the door it is given, together with the change that it is about. */
export type Append = (sql: Runner, leaf: Leaf, door: postgres.Helper<string>) => PromiseLike<Appended[]>;

/** Evidence that waits for COMMIT; `append` is the statement when it also makes the change. */
export type Handed = { leaf: Leaf; append: Append | undefined };

/** What the sweep leaves behind, many at a time and no more of them in a second than the database lets through. */
const paced: readonly EvidenceEvent[] = ['draft_expired', 'draft_purged'];
/** The driver would take an array of bytes for bytes. */
const byteaOid = 17;

/**
 * Appends leaves to the current tenant's log and says where they lie, those of the sweep last. Every statement is on
 * its way when this returns, so that COMMIT can follow in the same flight.
 */
export function appendLeaves(
  sql: Runner,
  role: AppendingRole,
  handed: readonly Handed[],
): Promise<PlacedLeaf[]>[] {
  const others = handed.filter(({ leaf }) => !paced.includes(leaf.event));
  const swept = handed.map(({ leaf }) => leaf).filter(({ event }) => paced.includes(event));
  const batches = Map.groupBy(swept, ({ event }) => event).values();
  return [
    ...others.map(async ({ leaf, append }) => [await appendLeaf(sql, role, leaf, append)]),
    ...[...batches].map((leaves) => appendPaced(sql, leaves)),
  ];
}

/** Appends one leaf to the current tenant's log, in a transaction of this role, and says where it lies. */
export async function appendLeaf(
  sql: Runner,
  role: AppendingRole,
  leaf: Leaf,
  append: Append = appendAlone,
): Promise<PlacedLeaf> {
  const [row] = await append(sql, leaf, sql(doors[role]));
  return placed(leaf, row);
}

const appendAlone: Append = (sql, { event, id, subject, entry }, door) =>
  sql<Appended[]>`select idx, leaf_hash from ${door}(${event}, ${id}, ${subject}, ${entry})`;

/** Appends leaves of one event, in a transaction of the agent that they are of, under one lock of the head. */
export async function appendTogether(sql: Runner, leaves: readonly Leaf[]): Promise<PlacedLeaf[]> {
  const { event, ids, subjects, entries } = inColumns(sql, leaves);
  const rows = await sql<Appended[]>`
    select idx, leaf_hash from log_append_together(${event}, ${ids}::text[], ${subjects}::text[], ${entries})`;
  return leaves.map((leaf, at) => placed(leaf, rows[at]));
}

async function appendPaced(sql: Runner, leaves: readonly Leaf[]): Promise<PlacedLeaf[]> {
  const { event, ids, subjects, entries } = inColumns(sql, leaves);
  const rows = await sql<Appended[]>`
    select idx, leaf_hash from log_append_paced(${event}, ${ids}::text[], ${subjects}::text[], ${entries},
      ${config().sweep.maxPerSecond}::int)`;
  return leaves.map((leaf, at) => placed(leaf, rows[at]));
}

/** Leaves of one event, as the database takes many. */
const inColumns = (sql: Runner, leaves: readonly Leaf[]) => ({
  event: leaves[0]?.event ?? '',
  ids: leaves.map(({ id }) => id),
  subjects: leaves.map(({ subject }) => subject),
  entries: sql.array(
    leaves.map(({ entry }) => entry),
    byteaOid,
  ),
});

function placed({ event, id }: Leaf, row: Appended | undefined): PlacedLeaf {
  if (!row) throw new Error('the log did not answer');
  return { event, id, merklePosition: row.idx, leafHash: `sha256:${row.leaf_hash.toString('hex')}` };
}
