import { describe, expect, it } from 'vitest';
import type { RecordedCall } from '../calls/recorded-call';
import { needOf, presses } from './boundary-pressure';

type Said = Pick<RecordedCall, 'decision' | 'error_code' | 'decision_rule_id' | 'tool'>;
const denied = (code: string | null, over: Partial<Said> = {}): Said => ({
  decision: 'deny',
  error_code: code,
  decision_rule_id: null,
  tool: 'draft_list',
  ...over,
});

describe('boundary pressure', () => {
  it.each([
    ['a scope that is missing', denied('INSUFFICIENT_SCOPE'), true],
    ['an apply', denied('MCP_CANNOT_APPLY'), true],
    ['what waits for an approval', denied('APPROVAL_REQUIRED', { decision: 'require_approval' }), true],
    ['a refusal without a code', denied(null), true],
    ['a stop', denied('KILL_SWITCH_ENGAGED'), false],
    ['a limit', denied('RATE_LIMITED'), false],
    ['a call that was allowed and failed', denied('VALIDATION_FAILED', { decision: 'allow' }), false],
  ])('%s: %j is %s', (_, call, pressed) => {
    expect(presses(call)).toBe(pressed);
  });

  it('names the scope that the rule names, or that opens the tool', () => {
    const rule = 'scope:mcp:read:evidence';
    expect(needOf(denied('INSUFFICIENT_SCOPE', { decision_rule_id: rule })).scope).toBe('mcp:read:evidence');
    expect(needOf(denied('INSUFFICIENT_SCOPE')).scope).toBe('mcp:read:drafts');
    expect(needOf(denied('INSUFFICIENT_SCOPE', { tool: 'weather' })).scope).toBeNull();
  });

  it('names no scope for what no key can hold', () => {
    expect(needOf(denied('MCP_CANNOT_APPLY'))).toEqual({
      scope: null,
      words: 'What no agent credential can hold: a person decides.',
    });
    expect(needOf(denied('NEW_CODE', { decision_rule_id: 'policy:7' })).words).toContain('policy:7');
  });
});
