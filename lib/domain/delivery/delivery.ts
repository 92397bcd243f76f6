import type { Operation } from '../draft/draft';
import type { ResourceKindName } from '../resource/resource-kind';
import type { AttemptOutcome, DeathReason } from './attempt-outcome';

/** How far the word of an applied change has come. Only `delivered` is final: a person can send a dead one again. */
export const deliveryStates = ['pending', 'retrying', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** One applied change on its way to the tenant's control plane. It names no address and holds no spec. */
export type Delivery = {
  id: string;
  draftId: string;
  evidenceId: string;
  kind: ResourceKindName;
  operation: Operation;
  resourceId: string;
  resourceName: string;
  version: number;
  /** Of the spec that is live since; null after a delete. */
  digest: string | null;
  appliedAt: Date;
  state: DeliveryState;
  attempts: number;
  nextAttemptAt: Date | null;
  /** How the last attempt ended, or why nothing more is sent. */
  lastOutcome: DeathReason | null;
  finishedAt: Date | null;
  /** A process is sending it at this moment. */
  sending: boolean;
};

/** One attempt: when, how it ended, how long it took. Never a body, a header or an address. */
export type DeliveryAttempt = {
  number: number;
  startedAt: Date;
  outcome: AttemptOutcome;
  /** 2 for 204, 5 for 503; null where no answer came. */
  statusClass: number | null;
  durationMs: number | null;
};
