import { newId } from '@/db/new-id';
import { findDelivery } from '@/db/queries/deliveries';
import { resendDelivery as resend } from '@/db/queries/delivery-outbox';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { deliveryResentEvidence } from '@/lib/domain/evidence/delivery-resent-evidence';
import { sendsAgain } from '@/lib/domain/people/role-refusals';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { actOnce } from '../once';
import { actorStands } from '../person-stands';
import { noSuchDelivery } from './show-delivery';

export type ResendInput = { deliveryId: string; idempotencyKey: string | null };

/**
 * A person has what failed sent again, now and with every retry. Takes a Human: an agent cannot be passed. The message
 * keeps its id, so that a receiver which had it after all knows it again.
 */
export async function resendDelivery(
  actor: Human,
  { deliveryId, idempotencyKey: key }: ResendInput,
): Promise<Result<{ id: string; replayed: boolean }>> {
  const denied = sendsAgain(actor.role);
  if (denied) return { ok: false, refusal: denied };
  const result = await actOnce(
    actor,
    { operation: 'delivery_resend', key, request: { deliveryId } },
    (tx) => sendAgain(tx, actor, deliveryId),
    actorStands(actor, sendsAgain),
  );
  if (!result.ok) return result;
  return accept({ id: result.value.kept.id, replayed: result.value.replayed });
}

async function sendAgain(tx: WriteTx, actor: Human, deliveryId: string): Promise<Result<{ id: string }>> {
  const sent = await resend(tx, deliveryId);
  if (sent === null) {
    if ((await findDelivery(tx, deliveryId)) === null) return noSuchDelivery();
    return refuse('DELIVERY_NOT_FAILED', 'This has not failed, or is being sent at this moment.', {
      hint: 'Look again in a minute.',
    });
  }
  tx.record(
    deliveryResentEvidence({
      id: newId('evd'),
      tenant: tx.tenantId,
      draftId: sent.draftId,
      deliveryId,
      resentBy: actor.userId,
      resentAt: now(),
    }),
  );
  return accept({ id: deliveryId });
}
