import { z } from 'zod';
import { attemptOutcomes, deathReasons } from '../delivery/attempt-outcome';
import { type Delivery, type DeliveryAttempt, deliveryStates } from '../delivery/delivery';
import { operations } from '../draft/draft';
import { resourceKindNames } from '../resource/resource-kind';
import { visible } from '../text/visible';
import { digest, timestamp } from './wire-values';

/** One applied change on its way to the control plane. */
export const deliverySchema = z.object({
  id: z.string().describe('Also the webhook-id of every attempt'),
  draft_id: z.string(),
  evidence_id: z.string(),
  resource: z.object({
    kind: z.enum(resourceKindNames),
    id: z.string(),
    name: z.string(),
    version: z.int(),
    operation: z.enum(operations),
    digest: digest.nullable(),
  }),
  applied_at: timestamp,
  state: z.enum(deliveryStates),
  sending: z.boolean().describe('An attempt is on its way'),
  attempts: z.int(),
  next_attempt_at: timestamp.nullable(),
  last_outcome: z.enum(deathReasons).nullable(),
  finished_at: timestamp.nullable(),
});
export type DeliveryWire = z.infer<typeof deliverySchema>;

const deliveryAttemptSchema = z.object({
  number: z.int(),
  started_at: timestamp,
  outcome: z.enum(attemptOutcomes),
  status_class: z.string().nullable().describe('2xx, 5xx …; null where no answer came'),
  duration_ms: z.int().nullable(),
});

/** The same with its attempts, newest first. */
export const shownDeliverySchema = deliverySchema.extend({ attempts_made: z.array(deliveryAttemptSchema) });

export const toDeliveryWire = (delivery: Delivery): DeliveryWire => ({
  id: delivery.id,
  draft_id: delivery.draftId,
  evidence_id: delivery.evidenceId,
  resource: {
    kind: delivery.kind,
    id: delivery.resourceId,
    name: visible(delivery.resourceName),
    version: delivery.version,
    operation: delivery.operation,
    digest: delivery.digest,
  },
  applied_at: delivery.appliedAt.toISOString(),
  state: delivery.state,
  sending: delivery.sending,
  attempts: delivery.attempts,
  next_attempt_at: delivery.nextAttemptAt?.toISOString() ?? null,
  last_outcome: delivery.lastOutcome,
  finished_at: delivery.finishedAt?.toISOString() ?? null,
});

export const toShownDelivery = (
  delivery: Delivery,
  attempts: readonly DeliveryAttempt[],
): z.infer<typeof shownDeliverySchema> => ({
  ...toDeliveryWire(delivery),
  attempts_made: attempts.map((attempt) => ({
    number: attempt.number,
    started_at: attempt.startedAt.toISOString(),
    outcome: attempt.outcome,
    status_class: attempt.statusClass === null ? null : `${attempt.statusClass}xx`,
    duration_ms: attempt.durationMs,
  })),
});
