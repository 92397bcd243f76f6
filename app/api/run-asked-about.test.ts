import { beforeEach, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import { type Ask, ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { rowsOf } from '@/lib/use-cases/testing/call-rows';
import { recorded } from '@/lib/use-cases/testing/recorded';
import { stopIt } from '@/lib/use-cases/testing/stops';
import { codeOf } from './testing/rest-asks';

const run = 'nightly-1';
const at = `/api/v1/runs/${run}`;

let operator: Human;
let member: TestKey;
let other: TestKey;
beforeEach(async () => {
  const owner = await makePerson(await makeTenant(), 'operator');
  operator = await makeSession(owner);
  [member, other] = [await makeKey(owner), await makeKey(owner)];
  await recorded(member.agent, { run_id: run });
});

const report = (over: Partial<Ask>) =>
  ask(judged, { path: `${at}/report`, method: 'POST', body: {}, ...over });

describe('a run that a request of an agent is about', () => {
  it.each([
    ['shown', { path: at }, 'HUMAN_IDENTITY_REQUIRED'],
    ['read as a packet', { path: `${at}/packet` }, 'HUMAN_IDENTITY_REQUIRED'],
    ['read as an incident', { path: `${at}/incident` }, 'HUMAN_IDENTITY_REQUIRED'],
    ['reported by whoever has no part in it', { path: `${at}/report`, body: {} }, 'RECORD_NOT_FOUND'],
    [
      'what a rule is tried with',
      { path: '/api/v1/policy/decide', body: { key_id: 'x', tool: 'draft_list', run_id: run } },
      'HUMAN_IDENTITY_REQUIRED',
    ],
  ])('is not one that it has part in: %s', async (_, asked, code) => {
    const { token, agent } = other;
    const answer = await ask(judged, { method: 'body' in asked ? 'POST' : 'GET', ...asked, token });
    expect(codeOf(answer)).toBe(code);
    expect(await rowsOf(agent)).toMatchObject([{ run_id: null, args: { run_id: run }, code }]);
    const shown = await ask(judged, { path: at, as: operator });
    expect(shown.body).toMatchObject({
      calls: { total: 1, denied: 0 },
      agents: [{ key_id: member.agent.keyId }],
    });
  });

  it('is one that it has part in when it says so itself, or did before', async () => {
    const headers = { 'countersign-run-id': run };
    await ask(judged, { path: at, token: other.token, headers });
    expect(await rowsOf(other.agent)).toMatchObject([{ run_id: run }]);
    expect((await report({ token: member.token })).status).toBe(201);
    expect(await rowsOf(member.agent)).toMatchObject([{ run_id: run }, { run_id: run }]);
  });

  it.each([
    ['that its address names', run, {}],
    ['that it names there, said to be of another', run, { 'countersign-run-id': 'nightly-2' }],
    ['that it says it is of', 'nightly-2', { 'countersign-run-id': 'nightly-2' }],
  ])('is covered by a stop of the one %s', async (_, subject, headers) => {
    await stopIt(operator, 'run', subject);
    expect(codeOf(await report({ token: member.token, headers }))).toBe('RUN_STOPPED');
  });
});
