import {
  attemptsOf,
  findDelivery,
  latestDeliveryOf,
  listDeliveries,
  toDelivery,
} from '@/db/queries/deliveries';
import { withTenantRead } from '@/db/tenant';
import type { Agent, Human } from '@/lib/domain/actor';
import type { Delivery, DeliveryAttempt } from '@/lib/domain/delivery/delivery';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';

export const noSuchDelivery = () => refuse('DELIVERY_NOT_FOUND', 'There is no such delivery.');

/** One delivery with what was attempted, newest first. */
export async function showDelivery(
  actor: Agent | Human,
  id: string,
): Promise<Result<{ delivery: Delivery; attempts: DeliveryAttempt[] }>> {
  const denied = needsScope(actor, 'mcp:read:deliveries');
  if (denied) return denied;
  return withTenantRead(actor, async (tx) => {
    const delivery = await findDelivery(tx, id);
    return delivery === null ? noSuchDelivery() : accept({ delivery, attempts: await attemptsOf(tx, id) });
  });
}

/** What became of the word of one draft, or of the newest change of one resource; null where none was to be sent. */
export const deliveryOf = (
  human: Human,
  which: { draftId: string } | { resourceId: string },
): Promise<Delivery | null> =>
  withTenantRead(human, async (tx) => {
    if ('resourceId' in which) return latestDeliveryOf(tx, which.resourceId);
    const [row] = await listDeliveries(tx, { draftId: which.draftId, limit: 1 });
    return row ? toDelivery(row) : null;
  });
