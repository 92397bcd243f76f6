import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { answerPage } from '@/lib/auth/answer-page';
import type { Human } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { endpoint } from '@/lib/domain/resource/endpoint/endpoint';
import { ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { confirmForTerminal } from '@/lib/use-cases/drafts/confirm-for-terminal';
import { apply, propose } from '@/lib/use-cases/testing/acts';

const internal = 'secret internals of 10.0.0.5';
const lines: string[] = [];
let reviewer: Human;
let key: TestKey;
let draft: DraftSummary;

beforeAll(async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  key = await makeKey(person);
  draft = await propose(key.agent, { name: 'sound' });
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  vi.spyOn(endpoint, 'checkTarget').mockImplementation(() => {
    throw new TypeError(internal);
  });
});
afterAll(() => vi.restoreAllMocks());

/** The lines of the log that name this request. */
const logged = (correlationId: string) => lines.filter((line) => line.includes(correlationId));

it('REST answers a check that broke with the id of its line in the log, and without what it said', async () => {
  const answer = await ask(judged, {
    path: `/api/v1/drafts/${draft.id}/apply`,
    as: reviewer,
    headers: { 'x-user-id': reviewer.userId, 'idempotency-key': 'broken-once' },
    body: { proposed_spec_digest: draft.proposedSpecDigest, lock_version: draft.lockVersion },
  });
  expect(answer).toMatchObject({ status: 500, body: { code: 'APPLY_VALIDATION_ERROR' } });
  const { correlation_id: id } = answer.body as { correlation_id: string };
  expect(logged(id)).toEqual([expect.stringContaining('TypeError')]);
  expect(JSON.stringify(answer.body) + lines.join('')).not.toContain('secret internals');
  expect(answer.body).not.toHaveProperty('cause');
});

const decisions = {
  apply: () => apply(reviewer, draft),
  confirm: () => confirmForTerminal(reviewer, { ...seen(), acknowledgedFlags: [] }),
};
const seen = () => {
  const { id: draftId, proposedSpecDigest, lockVersion } = draft;
  return { draftId, proposedSpecDigest, lockVersion };
};

it.each(Object.entries(decisions))('the page’s %s names the id of its line in the log', async (name, act) => {
  const correlationId = `req_page-${name}`;
  const answer = answerPage<unknown>(await act(), { correlationId, channel: 'ui' });
  expect(answer).toMatchObject({
    refusal: { code: 'APPLY_VALIDATION_ERROR', hint: `Tell the operator ${correlationId}.` },
  });
  expect(logged(correlationId)).toEqual([expect.stringContaining('TypeError')]);
  expect(Object.getOwnPropertyNames(answer.ok ? {} : answer.refusal)).not.toContain('cause');
  expect(JSON.stringify(answer) + lines.join('')).not.toContain('secret internals');
});

it('no copy and no JSON of the refusal has the cause', async () => {
  const answer = await apply(reviewer, draft);
  if (answer.ok) throw new Error('the check did not break');
  expect(answer.refusal.cause).toBeInstanceOf(TypeError);
  expect(JSON.stringify({ ...answer.refusal }) + JSON.stringify(answer)).not.toMatch(
    /cause|secret internals/,
  );
});
