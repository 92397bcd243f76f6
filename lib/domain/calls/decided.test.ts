import { describe, expect, it } from 'vitest';
import { decidedBy } from './decided';

describe('what the record says was decided', () => {
  it.each([
    'MCP_CANNOT_APPLY',
    'INSUFFICIENT_SCOPE',
    'TOOL_NOT_FOUND',
    'REASON_REQUIRED',
    'SECRET_MATERIAL_DETECTED',
    'SCHEMA_PIN_MISMATCH',
    'CIRCUIT_OPEN',
    'RATE_LIMITED',
    'KILL_SWITCH_ENGAGED',
    'RUN_STOPPED',
  ])('is a denial for %s', (code) =>
    expect(decidedBy(code)).toEqual({ decision: 'deny', outcome: 'denied' }),
  );

  it.each([
    'VALIDATION_FAILED',
    'PAYLOAD_TOO_LARGE',
    'DRAFT_LIMIT_REACHED',
    'BASE_CHANGED',
    'no code of ours',
  ])('is no denial for %s: it was let in, and failed', (code) =>
    expect(decidedBy(code)).toEqual({ decision: 'allow', outcome: 'error' }),
  );

  it('is a wait for a person, an answer, and a denial where access was refused whatever the code says', () => {
    expect(decidedBy('APPROVAL_REQUIRED')).toEqual({ decision: 'require_approval', outcome: 'denied' });
    expect(decidedBy(null)).toEqual({ decision: 'allow', outcome: 'ok' });
    expect(decidedBy('DRAFT_NOT_FOUND', true)).toEqual({ decision: 'deny', outcome: 'denied' });
  });
});
