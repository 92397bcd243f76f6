import 'server-only';
import { pool } from '@/db/pool';
import type { LogCheckpointRow } from '@/db/schema/evidence';
import type { TenantTx, WriteTx } from '@/db/tenant';

/** A stored checkpoint of the tenant's log. */
export type StoredCheckpoint = Omit<LogCheckpointRow, 'tenant_id'>;

/** The newest checkpoint of the tenant's log, or the one of a size; null where there is none. */
export async function findCheckpoint({ sql }: TenantTx, size?: number): Promise<StoredCheckpoint | null> {
  const [row] = await sql<StoredCheckpoint[]>`
    select size, root, note, verifier_key, cosignatures, signed_at from log_checkpoints
    where tenant_id = current_tenant() ${size === undefined ? sql`` : sql`and size = ${size}`}
    order by size desc limit 1`;
  return row ?? null;
}

/** The next checkpoints of the tenant's log by their size, with those of that size itself. */
export const readCheckpoints = async (
  { sql }: TenantTx,
  { from, limit }: { from: number; limit: number },
): Promise<StoredCheckpoint[]> =>
  await sql<StoredCheckpoint[]>`
    select size, root, note, verifier_key, cosignatures, signed_at from log_checkpoints
    where tenant_id = current_tenant() and size >= ${from} order by size limit ${limit}`;

export type NewCheckpoint = { size: number; root: Uint8Array; note: string; verifierKey: string };

/**
 * Stores what was signed of a committed head; null where another process has stored this size, or a larger one. The
 * database refuses a root that its own hashes do not give. First and last statement of its transaction.
 */
export async function addCheckpoint({ sql }: WriteTx, head: NewCheckpoint): Promise<StoredCheckpoint | null> {
  const { size, root, note, verifierKey } = head;
  const [row] = await sql<{ stored: Date | null }[]>`
    select log_checkpoint_add(${size}, ${root}, ${note}, ${verifierKey}) as stored`;
  if (!row?.stored) return null;
  return {
    size,
    root: Buffer.from(root),
    note,
    verifier_key: verifierKey,
    cosignatures: [],
    signed_at: row.stored,
  };
}

/** How many leaves the tenant's log has, and the roots of the subtrees that they are in, the largest first. */
export async function logHead({ sql }: TenantTx): Promise<{ size: number; edge: Buffer }> {
  const [row] = await sql<{ size: number; edge: Buffer }[]>`
    select size, edge from log_heads where tenant_id = current_tenant()`;
  if (!row) throw new Error('no log for this tenant');
  return row;
}

/** Logs that have grown past their last checkpoint, in no order. Knows whose they are and nothing else of them. */
export async function logsToSign(limit: number): Promise<string[]> {
  const rows = await pool()<{ tenant_id: string }[]>`select tenant_id from logs_to_sign(${limit})`;
  return rows.map(({ tenant_id }) => tenant_id);
}

/** The next logs by whose they are; those of the beginning after null. */
export async function logsAfter(tenantId: string | null, limit: number): Promise<string[]> {
  const rows = await pool()<{ tenant_id: string }[]>`select tenant_id from logs_after(${tenantId}, ${limit})`;
  return rows.map(({ tenant_id }) => tenant_id);
}

/** Adds signature lines of witnesses to a stored checkpoint. */
export async function addCosignatures(
  { sql }: WriteTx,
  size: number,
  lines: readonly string[],
): Promise<void> {
  await sql`select log_checkpoint_cosign(${size}, ${[...lines]}::text[])`;
}
