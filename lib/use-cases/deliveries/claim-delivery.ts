import { newId } from '@/db/new-id';
import { findControlPlane } from '@/db/queries/control-plane';
import {
  type Attempted,
  claimDelivery as claim,
  tenantsToDeliver as due,
} from '@/db/queries/delivery-outbox';
import { withTenant } from '@/db/tenant';
import { config } from '@/lib/config';
import { messageBody } from '@/lib/domain/delivery/message';
import { openSecrets } from '@/lib/domain/delivery/sealed-secrets';
import { courier } from './courier';
import { sealingText } from './sealing-text';

/** One attempt that its holder must now make and record. */
export type Claimed = {
  attempted: Attempted;
  url: string;
  /** Newest first; null where this process cannot open them. */
  secrets: readonly string[] | null;
  body: string;
};

const tenantsPerRun = 1000;

/** Tenants in which something is due. */
export const tenantsToDeliver = (): Promise<string[]> => due(tenantsPerRun);

/**
 * Takes the tenant's next due delivery, or null. Committed when this returns: nothing is open while it is sent. A process
 * that is killed leaves its row to others after `leaseSeconds`.
 */
export async function claimDelivery(tenantId: string, leaseSeconds: number): Promise<Claimed | null> {
  const { value } = await withTenant(courier(tenantId), async (tx): Promise<Claimed | null> => {
    const plane = await findControlPlane(tx);
    if (plane === null || plane.gone_at !== null) return null;
    const lease = newId('try');
    const claimed = await claim(tx, lease, leaseSeconds);
    if (claimed === null) return null;
    const { delivery, merklePosition } = claimed;
    const readUrl = `${config().publicUrl}/api/v1/endpoints/${delivery.resourceId}`;
    return {
      attempted: { id: delivery.id, lease, number: delivery.attempts },
      url: plane.url,
      secrets: openSecrets(sealingText(), tenantId, plane.sealed_secrets),
      body: messageBody(delivery, merklePosition, readUrl),
    };
  });
  return value;
}
