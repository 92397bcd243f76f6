import { z } from 'zod';
import { listDeliveries as queryDeliveries, toDelivery } from '@/db/queries/deliveries';
import { withTenantRead } from '@/db/tenant';
import type { Agent, Human } from '@/lib/domain/actor';
import { cut } from '@/lib/domain/cut';
import { type Delivery, deliveryStates } from '@/lib/domain/delivery/delivery';
import { draftIdSchema, endpointIdSchema } from '@/lib/domain/ids';
import { invalid } from '@/lib/domain/invalid';
import { pageFields, readCursor, strangeCursor } from '@/lib/domain/page-cursor';
import { accept, type Result } from '@/lib/domain/refusal';
import { timePlaceSchema } from '@/lib/domain/time-place';
import { needsScope } from '../needs-scope';

export const listDeliveriesSchema = z.strictObject({
  state: z.enum(deliveryStates).optional().describe('Only those in this state'),
  draft_id: draftIdSchema.optional().describe('Only the change of this draft'),
  resource_id: endpointIdSchema.optional().describe('Only the changes of this endpoint'),
  ...pageFields,
});

const placeSchema = z.tuple([z.int().min(0).max(2), ...timePlaceSchema.def.items]);

/** One page of the tenant's deliveries: the dead first, then what is on its way, then what arrived; newest first. */
export async function listDeliveries(
  actor: Agent | Human,
  input: unknown,
): Promise<Result<{ items: Delivery[]; nextCursor: string | null }>> {
  const denied = needsScope(actor, 'mcp:read:deliveries');
  if (denied) return denied;
  const parsed = listDeliveriesSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { state, draft_id: draftId, resource_id: resourceId, limit, cursor } = parsed.data;
  const place = cursor === undefined ? undefined : readCursor(placeSchema, cursor);
  if (place === null) return strangeCursor();
  const after = place && { rank: place[0], at: new Date(place[1]), id: place[2] };
  const rows = await withTenantRead(actor, (tx) =>
    queryDeliveries(tx, { state, draftId, resourceId, after, limit: limit + 1 }),
  );
  const { items, nextCursor } = cut(rows, limit, (last) => [
    last.rank,
    last.applied_at.toISOString(),
    last.id,
  ]);
  return accept({ items: items.map(toDelivery), nextCursor });
}
