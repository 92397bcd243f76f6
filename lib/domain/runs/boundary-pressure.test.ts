import { describe, expect, it } from 'vitest';
import { needOf, presses } from './boundary-pressure';
import type { RunCall } from './run-record';

type Said = Pick<
  RunCall,
  'decision' | 'error_code' | 'decision_rule_id' | 'decision_reason' | 'tool' | 'args_text'
>;
const denied = (code: string | null, over: Partial<Said> = {}): Said => ({
  decision: 'deny',
  error_code: code,
  decision_rule_id: null,
  decision_reason: null,
  args_text: null,
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
    ['a secret', denied('SECRET_MATERIAL_DETECTED'), false],
    ['another surface', denied('SCHEMA_PIN_MISMATCH'), false],
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

  it.each([
    ['ENVIRONMENT_NOT_ALLOWED', { args_text: '{"spec":{"environment":"prod"}}' }, 'the call named prod'],
    ['ENVIRONMENT_NOT_ALLOWED', { args_text: '{"spec":{"envi' }, 'A key for the environment of'],
    ['POLICY_DENIED', { decision_rule_id: 'data:internal_code' }, 'The data class internal_code.'],
    [
      'POLICY_DENIED',
      { decision_rule_id: 'rul_1', decision_reason: 'Nothing overnight' },
      'Nothing overnight',
    ],
    ['APPROVAL_REQUIRED', { decision_rule_id: 'rul_1', decision_reason: 'Ask Ada' }, 'Ask Ada'],
  ])('says what %s %j needs', (code, over, words) => {
    expect(needOf(denied(code, over)).words).toContain(words);
  });
});
