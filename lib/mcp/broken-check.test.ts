import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import { soundQuestion } from '@/lib/domain/draft/apply/testing/sound-question';
import { verifyApply } from '@/lib/domain/draft/apply/verify-apply';
import { recordAnswer } from './record-answer';
import { callerOf } from './testing/caller-of';
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
  const caller = callerOf(agent, { correlationId });
  const answer = await recordAnswer(caller, { tool: null, ruleId: 'protocol' }, () =>
    Promise.resolve(broken()),
  );
  const result = JSON.stringify(toolResult(answer, correlationId));
  expect(result).toContain('APPLY_VALIDATION_ERROR');
  expect(result).toContain(correlationId);
  expect(lines).toEqual([expect.stringMatching(/^fault req_broken-check TypeError/)]);
  expect(result + lines.join('')).not.toMatch(/10\.0\.0\.5|cause/);
});
