import { newId } from '@/db/new-id';
import type { ControlPlane } from '@/db/queries/control-plane';
import type { WriteTx } from '@/db/tenant';
import { controlPlaneSetEvidence } from '@/lib/domain/evidence/control-plane-evidence';

/** The leaf that says where changes are announced from now on, and what signs them. */
export function recordControlPlane(
  tx: WriteTx,
  plane: Omit<ControlPlane, 'gone_at' | 'sealed_secrets'>,
): void {
  tx.record(
    controlPlaneSetEvidence({
      id: newId('evd'),
      tenant: tx.tenantId,
      setBy: plane.changed_by,
      setAt: plane.changed_at,
      url: new URL(plane.url),
      salt: plane.url_salt,
      secretIds: plane.secret_ids,
    }),
  );
}
