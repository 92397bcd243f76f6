import { newId } from '@/db/new-id';
import { deleteControlPlane, lockControlPlane } from '@/db/queries/control-plane';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { principalOf, type System } from '@/lib/domain/actor';
import { controlPlaneRemovedEvidence } from '@/lib/domain/evidence/control-plane-evidence';
import { accept, type Result } from '@/lib/domain/refusal';
import { noControlPlane } from './no-control-plane';

/** Ends all announcing. What still waited is dead, and can be sent again once there is a control plane. */
export async function removeControlPlane(operator: System): Promise<Result<{ ended: number }>> {
  const { value } = await withTenant(operator, async (tx): Promise<Result<{ ended: number }>> => {
    if ((await lockControlPlane(tx)) === null) return noControlPlane();
    const ended = await deleteControlPlane(tx);
    const by = { removedBy: principalOf(operator), removedAt: now() };
    tx.record(controlPlaneRemovedEvidence({ id: newId('evd'), tenant: tx.tenantId, ...by }));
    return accept({ ended });
  });
  return value;
}
