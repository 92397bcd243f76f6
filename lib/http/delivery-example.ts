import type { Delivery, DeliveryAttempt } from '@/lib/domain/delivery/delivery';
import { digestOf } from '@/lib/domain/evidence/digest';
import { placeExample, resourceExample, specExample } from './examples';

const appliedAt = new Date('2026-11-21T09:42:10.250Z');

/** A change that arrived at the second attempt, for the published description. */
export const deliveryExample: { delivery: Delivery; attempts: DeliveryAttempt[] } = {
  delivery: {
    id: 'dlv_01KAJ3V7Q8M2N4P6R8T0V2X4ZB',
    draftId: 'drf_01KAJ3V7Q8M2N4P6R8T0V2X4Z6',
    evidenceId: placeExample.id,
    kind: resourceExample.kind,
    operation: 'create',
    resourceId: resourceExample.id,
    resourceName: String(specExample['name']),
    version: resourceExample.version,
    digest: digestOf(specExample),
    appliedAt,
    state: 'delivered',
    attempts: 2,
    nextAttemptAt: null,
    lastOutcome: 'delivered',
    finishedAt: new Date('2026-11-21T09:42:17.902Z'),
    sending: false,
  },
  attempts: [
    {
      number: 2,
      startedAt: new Date('2026-11-21T09:42:17.690Z'),
      outcome: 'delivered',
      statusClass: 2,
      durationMs: 212,
    },
    {
      number: 1,
      startedAt: new Date('2026-11-21T09:42:11.104Z'),
      outcome: 'refused',
      statusClass: 5,
      durationMs: 840,
    },
  ],
};
