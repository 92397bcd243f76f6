import { describe, expect, it } from 'vitest';
import { exitCodes, exitOf } from './exit-codes';

describe('exit codes', () => {
  it.each([
    ['DRAFT_NOT_FOUND', 404, 3],
    ['UNAUTHENTICATED', 401, 4],
    ['MCP_CANNOT_APPLY', 403, 5],
    ['APPROVAL_REQUIRED', 403, 5],
    ['BASE_CHANGED', 409, 6],
    ['CHECKLIST_INCOMPLETE', 422, 6],
    ['TARGET_URL_INVALID', 422, 7],
    ['DRAFT_EXPIRED', 410, 8],
    ['KILL_SWITCH_ENGAGED', 503, 9],
    ['RATE_LIMITED', 429, 75],
  ])('%s ends with %i as the contract says', (code, status, exit) => {
    expect(exitOf(code, status)).toBe(exit);
  });

  it('reads an unknown code by its status', () => {
    expect(exitOf('OF_A_LATER_VERSION', 503)).toBe(exitCodes.temporary);
    expect(exitOf('toString', 400)).toBe(exitCodes.error);
  });
});
