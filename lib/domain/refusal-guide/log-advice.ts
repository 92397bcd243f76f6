import type { Advice } from './advice';

/** The log as a stranger verifies it: its tiles, its sizes, and that it holds together. */
export const logAdvice = {
  LOG_NOT_FOUND: {
    when: 'The address names the log of no tenant of yours.',
    next: 'Ask GET /api/v1/log: its origin ends with the address of your log.',
    example: 'There is no such log.',
  },
  TILE_NOT_FOUND: {
    when: 'The address is none that C2SP tlog-tiles gives a tile, or the tile reaches beyond the newest checkpoint.',
    next: 'Read the checkpoint again: its size says which tiles there are.',
    example: 'There is no such tile.',
  },
  SIZE_NOT_IN_LOG: {
    when: 'The log has fewer records than you ask about.',
    next: 'Where you kept a checkpoint of that size, the log was cut or an older backup was restored: tell your operator and your auditor.',
    example: 'The log has 3 records, and not as many as you ask about.',
  },
  LOG_BROKEN: {
    when: 'A stored record, or a hash beside it, does not lead to the signed head: the log was changed behind the product.',
    next: 'Tell your operator and your auditor, and trust no record of it until they have said what happened.',
    example: 'What is stored here does not lead to the signed head of the log.',
  },
} as const satisfies Record<string, Advice>;
