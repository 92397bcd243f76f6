import { z } from 'zod';
import { deliveryIdSchema } from '@/lib/domain/ids';
import { invalid } from '@/lib/domain/invalid';
import { accept } from '@/lib/domain/refusal';
import {
  deliverySchema,
  shownDeliverySchema,
  toDeliveryWire,
  toShownDelivery,
} from '@/lib/domain/wire/delivery-wire';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { toPage } from '@/lib/door/page';
import { listDeliveries as list, listDeliveriesSchema } from '@/lib/use-cases/deliveries/list-deliveries';
import { resendDelivery } from '@/lib/use-cases/deliveries/resend-delivery';
import { noSuchDelivery, showDelivery as show } from '@/lib/use-cases/deliveries/show-delivery';
import { deliveryExample } from '../delivery-example';
import { actorOf, type Call, type Operation, personOf } from '../operation';

/** UNTRUSTED INPUT: an id that cannot be one reads like one that does not exist. */
const deliveryIdOf = ({ id }: Call['params']) => deliveryIdSchema.safeParse(id).data ?? null;

export const listDeliveries: Operation = {
  name: 'listDeliveries',
  tool: 'delivery_list',
  method: 'GET',
  path: '/api/v1/deliveries',
  summary:
    'List what was sent to the control plane: the dead first, then what is on its way, then what arrived',
  query: listDeliveriesSchema,
  answer: {
    status: 200,
    description: 'One page of deliveries',
    schema: pageOf(deliverySchema),
    example: { items: [toDeliveryWire(deliveryExample.delivery)], next_cursor: null },
  },
  refusals: ['VALIDATION_FAILED'],
  run: async (call) => {
    const page = await list(actorOf(call), call.input);
    return page.ok ? accept({ body: toPage(page.value, toDeliveryWire) }) : page;
  },
};

export const showDelivery: Operation = {
  name: 'showDelivery',
  tool: 'delivery_get',
  method: 'GET',
  path: '/api/v1/deliveries/[id]',
  summary: 'Show one delivery with what was attempted',
  answer: {
    status: 200,
    description: 'The delivery',
    schema: shownDeliverySchema,
    example: toShownDelivery(deliveryExample.delivery, deliveryExample.attempts),
  },
  refusals: ['DELIVERY_NOT_FOUND'],
  run: async (call) => {
    const id = deliveryIdOf(call.params);
    if (id === null) return noSuchDelivery();
    const shown = await show(actorOf(call), id);
    return shown.ok ? accept({ body: toShownDelivery(shown.value.delivery, shown.value.attempts) }) : shown;
  },
};

const retrySchema = z.strictObject({});

export const retryDelivery: Operation = {
  name: 'retryDelivery',
  method: 'POST',
  path: '/api/v1/deliveries/[id]/retry',
  summary: 'Send a failed delivery again, as a person: now, and with every retry',
  body: retrySchema,
  bodyExample: {},
  answer: {
    status: 200,
    description: 'It is due now',
    schema: z.object({ id: z.string() }),
    example: { id: deliveryExample.delivery.id },
  },
  refusals: [
    'DELIVERY_NOT_FOUND',
    'DELIVERY_NOT_FAILED',
    'IDEMPOTENCY_CONFLICT',
    'ROLE_REQUIRED',
    'VALIDATION_FAILED',
  ],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const deliveryId = deliveryIdOf(call.params);
    if (deliveryId === null) return noSuchDelivery();
    const parsed = retrySchema.safeParse(call.input);
    if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
    const sent = await resendDelivery(person.value, { deliveryId, idempotencyKey: call.idempotencyKey });
    return sent.ok ? accept({ body: { id: sent.value.id }, replayed: sent.value.replayed }) : sent;
  },
};
