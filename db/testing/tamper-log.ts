import type postgres from 'postgres';
import { ownerIn } from './owner-in';

/**
 * Changes a tenant's log as only somebody can who runs the database and takes its triggers away. They are taken away for this
 * session alone (`let-owner-tamper.ts`): ALTER TABLE would lock the table for every tenant, and deadlock with a
 * test that opens a log beside it.
 */
export const tamperLog = (
  owner: postgres.Sql,
  tenant: { id: string },
  statements: string,
): Promise<unknown> =>
  ownerIn(owner, tenant, (sql) =>
    sql.unsafe(`set local session_replication_role = replica; ${statements}`).simple(),
  );

/** Cuts the log to its first `size` leaves. Checkpoints of what is gone stay, as when somebody wants to hide a leaf. */
export const cutLog = (owner: postgres.Sql, tenant: { id: string }, size: number): Promise<unknown> =>
  tamperLog(
    owner,
    tenant,
    `update log_heads set size = ${size}, edge = log_edge_at(${size}); delete from log_leaves where idx >= ${size}`,
  );

/** The log as a backup has it that was made when it had `size` leaves. */
export async function restoreLog(owner: postgres.Sql, tenant: { id: string }, size: number): Promise<void> {
  await cutLog(owner, tenant, size);
  await tamperLog(
    owner,
    tenant,
    `delete from log_anchors where size > ${size}; delete from log_checkpoints where size > ${size}`,
  );
}
