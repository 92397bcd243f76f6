import type { Advice } from './advice';

/** What stands between a good key and its request. */
export const limitAdvice = {
  RUN_STOPPED: {
    when: 'A person stopped the run that the request, or the draft, belongs to.',
    next: 'End the run.',
    example: 'This run is stopped.',
  },
  CIRCUIT_OPEN: {
    when: 'Too much of what this key asked was refused: it is let in no more for a while.',
    next: 'Correct what was refused, and wait as long as Retry-After says.',
    example: 'Too much of what this key asked was refused. It is let in again later.',
  },
} as const satisfies Record<string, Advice>;
