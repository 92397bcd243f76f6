import { expect, it } from 'vitest';
import { applyAttempt, asBearer, cannotApply } from './attempt';
import { judgeAttempt } from './judge-attempt';

const attempt = applyAttempt(
  asBearer('a key', 'mcp_x'),
  { draftId: 'drf_x', digest: 'sha256:x' },
  cannotApply,
);
const passed = (status: number, text: string) => judgeAttempt(attempt, { status, text }).passed;

it('an attempt is refused by the answer of this product alone', () => {
  expect(passed(403, '{"status":403,"code":"MCP_CANNOT_APPLY"}')).toBe(true);
});

it.each([
  [301, ''],
  [302, '<a href="/login">'],
  [404, '<center>nginx</center>'],
  [403, ''],
  [403, 'MCP_CANNOT_APPLY'],
  [403, '{"message":"\\"code\\":\\"MCP_CANNOT_APPLY\\""}'],
  [421, '{"code":"HOST_NOT_ALLOWED"}'],
  [429, '{"code":"RATE_LIMITED"}'],
  [401, '{"code":"INVALID_API_KEY"}'],
  [500, '{"code":"MCP_CANNOT_APPLY"}'],
  [200, '{"code":"MCP_CANNOT_APPLY"}'],
  [200, '{"applied":true,"status":"applied","spec":{"code":"ABC"}}'],
])('and not by %d %s', (status, text) => {
  expect(passed(status, text)).toBe(false);
});
