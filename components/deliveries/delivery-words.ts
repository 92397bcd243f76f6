import type { DeathReason } from '@/lib/domain/delivery/attempt-outcome';
import type { Delivery, DeliveryState } from '@/lib/domain/delivery/delivery';

/** What people read for a state, in lists and filters. */
export const stateNames = {
  pending: 'Waiting',
  retrying: 'Retrying',
  delivered: 'Delivered',
  dead: 'Not delivered',
} satisfies Record<DeliveryState, string>;

/** How an attempt ended, as the end of a sentence. */
export const outcomeWords = {
  started: 'on its way',
  interrupted: 'cut off before its end was known',
  delivered: 'accepted',
  refused: 'the control plane answered with an error',
  gone: 'the control plane asked to be sent nothing more',
  redirected: 'the control plane answered with a redirect, which is not followed',
  timed_out: 'no answer in time',
  unreachable: 'no connection',
  tls_failed: 'no secure connection',
  name_unknown: 'its host name is unknown',
  address_refused: 'its address is not a public one',
  secret_unreadable: 'the signing secret cannot be opened here',
  control_plane_removed: 'the control plane was removed',
} satisfies Record<DeathReason, string>;

export const attemptsWords = (count: number): string => `${count} ${count === 1 ? 'attempt' : 'attempts'}`;

/** Where a delivery's state stands on a page. */
export const stateElementId = (deliveryId: string): string => `state-${deliveryId}`;

/** Whether a person can have it sent again. */
export const hasFailed = ({ state, sending }: Pick<Delivery, 'state' | 'sending'>): boolean =>
  (state === 'dead' || state === 'retrying') && !sending;
