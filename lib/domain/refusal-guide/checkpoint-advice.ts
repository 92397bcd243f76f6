import type { Advice } from './advice';

/** What stands between a log and its next signed head. */
export const checkpointAdvice = {
  LOG_NOT_SIGNABLE: {
    when: 'The log is behind what was signed of it, or not the same, or what signs it has failed. Nothing of it is proved until that is mended.',
    next: 'Tell your operator: restore the newest backup, or accept the older one.',
    example: 'The log ends at 1, but it was signed up to 2. An older backup was restored, most likely.',
  },
} as const satisfies Record<string, Advice>;
