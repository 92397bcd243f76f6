import { newId } from '@/db/new-id';
import { appendAnchors, logsToAnchor, noteAnchor } from '@/db/queries/log-anchors';
import { findCheckpoint, type StoredCheckpoint } from '@/db/queries/log-checkpoints';
import { withTenant, withTenantRead } from '@/db/tenant';
import { config } from '@/lib/config';
import type { System } from '@/lib/domain/actor';
import { anchorLeaf } from '@/lib/domain/log/anchor-leaf';
import { anchorTenant } from '@/lib/domain/log/anchor-log';

/** How many checkpoints go into the anchor log in one transaction. */
const mostAtOnce = 200;

export const anchorer = (tenantId: string): System => ({ kind: 'system', tenantId, name: 'anchorer' });

/** Puts the newest checkpoint of each tenant whose turn it is into the anchor log; how many. */
export async function anchorDue(due = logsDue): Promise<number> {
  const found = await Promise.all((await due()).map(newestOf));
  const checkpoints = found.flatMap((one) => (one === null ? [] : [one]));
  if (checkpoints.length > 0) await anchorCheckpoints(checkpoints);
  return checkpoints.length;
}

const logsDue = () => logsToAnchor(config().logAnchorSeconds, mostAtOnce);

async function newestOf(tenantId: string): Promise<Anchored | null> {
  const checkpoint = await withTenantRead(anchorer(tenantId), (tx) => findCheckpoint(tx));
  return checkpoint && { tenantId, checkpoint };
}

export type Anchored = { tenantId: string; checkpoint: StoredCheckpoint };

/**
 * One leaf for each in the anchor log, once it is committed a note of it with each tenant. After a crash between the two the
 * leaf is found again by its digest and no second one is made.
 */
export async function anchorCheckpoints(checkpoints: readonly Anchored[]): Promise<void> {
  const leaves = await Promise.all(
    checkpoints.map(async ({ checkpoint }) => anchorLeaf(newId('evd'), checkpoint.note)),
  );
  const { value: positions } = await withTenant(anchorer(anchorTenant), (tx) => appendAnchors(tx, leaves));
  for (const [nth, { tenantId, checkpoint }] of checkpoints.entries()) {
    const position = positions.get(leaves[nth]?.subject ?? '');
    if (position === undefined) throw new Error('the anchor log does not say where a checkpoint lies');
    await withTenant(anchorer(tenantId), (tx) => noteAnchor(tx, checkpoint.size, position));
  }
}
