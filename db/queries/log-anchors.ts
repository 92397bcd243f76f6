import 'server-only';
import { pool } from '@/db/pool';
import type { TenantTx, WriteTx } from '@/db/tenant';
import type { AnchorLeaf } from '@/lib/domain/log/anchor-leaf';
import type { StoredCheckpoint } from './log-checkpoints';

/** The driver would take an array of bytes for bytes. */
const byteaOid = 17;

/** Tenants whose newest checkpoint waits to be anchored, and whose last anchored one is older than this. */
export async function logsToAnchor(pauseSeconds: number, limit: number): Promise<string[]> {
  const rows = await pool()<{ tenant_id: string }[]>`
    select tenant_id from logs_to_anchor(${pauseSeconds}, ${limit})`;
  return rows.map(({ tenant_id }) => tenant_id);
}

/** Appends those that are not there to the anchor log, whose transaction this is; where each of them lies. */
export async function appendAnchors(
  { sql }: WriteTx,
  leaves: readonly AnchorLeaf[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ subject: string; idx: number }[]>`
    select subject, idx from log_append_checkpoints_anchored(${leaves.map(({ id }) => id)}::text[],
      ${leaves.map(({ subject }) => subject)}::text[], ${sql.array(
        leaves.map(({ entry }) => entry),
        byteaOid,
      )})`;
  return new Map(rows.map(({ subject, idx }) => [subject, idx]));
}

/** Notes in the tenant's own rows where its checkpoint of this size lies in the anchor log. */
export async function noteAnchor({ sql }: WriteTx, size: number, position: number): Promise<void> {
  await sql`
    insert into log_anchors (tenant_id, size, position) values (current_tenant(), ${size}, ${position})
    on conflict do nothing`;
}

/** Where the tenant's checkpoint of this size lies in the anchor log; null while it is not anchored. */
export async function anchorPosition({ sql }: TenantTx, size: number): Promise<number | null> {
  const [row] = await sql<{ position: number }[]>`
    select position from log_anchors where tenant_id = current_tenant() and size = ${size}`;
  return row?.position ?? null;
}

/** The newest checkpoint of this log with a leaf at `position` that a witness has cosigned; null where there is none. */
export async function cosignedCheckpoint(
  { sql }: TenantTx,
  position: number,
): Promise<StoredCheckpoint | null> {
  const [row] = await sql<StoredCheckpoint[]>`
    select size, root, note, verifier_key, cosignatures, signed_at from log_checkpoints
    where tenant_id = current_tenant() and size > ${position} and cardinality(cosignatures) > 0
    order by size desc limit 1`;
  return row ?? null;
}
