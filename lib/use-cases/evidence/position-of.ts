import { findEvidence } from '@/db/queries/evidence';
import { withTenantRead } from '@/db/tenant';
import type { Actor } from '@/lib/domain/actor';
import type { PlacedLeaf } from '@/lib/domain/evidence/leaf';

/**
 * Where a committed leaf lies in its tenant's log: as the commit said, so that nothing that fails after it can make what
 * happened look undone. Only a repeated answer is looked up.
 */
export async function positionOf(
  actor: Actor,
  id: string,
  placed: readonly PlacedLeaf[],
): Promise<{ id: string; merklePosition: number }> {
  const leaf = placed.find((one) => one.id === id);
  if (leaf) return { id, merklePosition: leaf.merklePosition };
  const row = await withTenantRead(actor, (tx) => findEvidence(tx, id));
  if (row === null) throw new Error('a committed leaf is missing');
  return { id: row.id, merklePosition: row.idx };
}
