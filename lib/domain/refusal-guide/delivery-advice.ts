import type { Advice } from './advice';

/** What was announced to the control plane, and what was not. */
export const deliveryAdvice = {
  DELIVERY_NOT_FOUND: {
    when: 'No such delivery, or one of another tenant.',
    next: 'Read the list of deliveries again.',
    example: 'There is no such delivery.',
  },
  DELIVERY_NOT_FAILED: {
    when: 'Only what has failed and is not being sent is sent again.',
    next: 'Look again in a minute.',
    example: 'This has not failed, or is being sent at this moment.',
  },
} as const satisfies Record<string, Advice>;
