import type { Advice } from './advice';

/** What stands between a log and its next signed head. */
export const checkpointAdvice = {
  LOG_NOT_SIGNABLE: {
    when: 'The log is behind what was signed of it, or not the same. Nothing of it is proved until that is mended.',
    next: 'Tell your operator: restore the newest backup, or accept the older one.',
    example: 'The log ends at 1, but it was signed up to 2. An older backup was restored, most likely.',
  },
  SIGNING_FAILED: {
    when: 'What signs the log has failed, or what was signed last cannot be read. Nothing is wrong with the log, and nothing new of it is proved until it is signed again.',
    next: 'Ask again in a minute. If it lasts, tell your operator: the log of the server says why.',
    example: 'What is kept in DATA_DIR of the last signed head cannot be read.',
  },
} as const satisfies Record<string, Advice>;
