import { findEvidence } from '@/db/queries/evidence';
import { withTenantRead } from '@/db/tenant';
import type { Actor } from '@/lib/domain/actor';

/** Where a committed leaf lies in its tenant's log. */
export async function positionOf(actor: Actor, id: string): Promise<{ id: string; merklePosition: number }> {
  const row = await withTenantRead(actor, (tx) => findEvidence(tx, id));
  if (row === null) throw new Error('a committed leaf is missing');
  return { id: row.id, merklePosition: row.idx };
}
