import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import { soundQuestion } from '@/lib/domain/draft/apply/testing/sound-question';
import { verifyApply } from '@/lib/domain/draft/apply/verify-apply';
import { Caller } from './caller';
import { recordAnswer } from './record-answer';
import { toolResult } from './tool-result';

const lines: string[] = [];
beforeAll(() => {
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
});
afterAll(() => vi.restoreAllMocks());

/** The refusal of a check that broke. */
function broken() {
  const draft = { ...soundQuestion.draft };
  Object.defineProperty(draft, 'proposedSpec', {
    get: () => {
      throw new TypeError('connection to 10.0.0.5 lost');
    },
  });
  const refusal = verifyApply({ ...soundQuestion, draft });
  if (refusal === null) throw new Error('the check did not break');
  return { ok: false as const, refusal };
}

it('a check that broke has its line in the log under the id of the answer, which has nothing of the cause', async () => {
  const { agent } = await makeKey(await makePerson(await makeTenant(), 'reviewer'));
  const correlationId = 'req_broken-check';
  const unnamed = {
    name: null,
    clientName: null,
    clientVersion: null,
    protocolVersion: null,
    sessionId: null,
    traceparent: null,
    said: { reason: null, triggeredBy: null, model: null },
    work: { runId: null, taskRef: null },
  };
  const message = { id: 1, method: 'tools/call', args: {}, ...unnamed };
  const caller = new Caller({
    agent,
    lookupId: 'abcdefgh',
    policy: [],
    correlationId,
    message,
    startedAt: new Date(),
    ip: null,
    userAgent: null,
    certificate: null,
    protocolVersion: null,
    surfacePin: null,
    sessionId: null,
    signal: AbortSignal.timeout(10_000),
    stands: () => Promise.resolve({ ok: true, value: agent }),
  });
  const answer = await recordAnswer(caller, { tool: null, ruleId: 'scope:test' }, () =>
    Promise.resolve(broken()),
  );
  const result = JSON.stringify(toolResult(answer, correlationId));
  expect(result).toContain('APPLY_VALIDATION_ERROR');
  expect(result).toContain(correlationId);
  expect(lines).toEqual([expect.stringMatching(/^fault req_broken-check TypeError/)]);
  expect(result + lines.join('')).not.toMatch(/10\.0\.0\.5|cause/);
});
