import { expect, it } from 'vitest';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import { ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { rowsOf, totalsOf } from '@/lib/use-cases/testing/call-rows';
import { codeOf } from './testing/rest-asks';

const owner = await makePerson(await makeTenant(), 'reviewer');
const nowhere = '01J00000000000000000000000';

const flood = async (token: string, path: string, method = 'GET') => {
  const one = { path, method, token, ...(method === 'POST' && { body: {} }) };
  const answers = await Promise.all(Array.from({ length: 60 }, () => ask(judged, one)));
  return new Set(answers.map(codeOf));
};

it('a flood over REST with a revoked key is refused each time, counted each time and noted once, without arguments', async () => {
  const { token, agent } = await makeKey(owner, undefined, { status: 'revoked' });
  expect(await flood(token, '/api/v1/drafts?status=pending')).toEqual(new Set(['KEY_REVOKED']));
  expect(await rowsOf(agent)).toMatchObject([
    { rule: 'key:standing', method: 'GET /api/v1/drafts', args: null },
  ]);
  expect(await totalsOf(agent)).toEqual([
    { rule: 'key:standing', operation: 'GET /api/v1/drafts', total: 60 },
  ]);
});

it('a flood over REST at a gate is noted once by operation, whatever the address names', async () => {
  const { token, agent } = await makeKey(owner, undefined, { grant: { requireReason: true } });
  for (let nth = 0; nth < 60; nth += 1) {
    const id = `drf_${nowhere.slice(0, 24)}${10 + nth}`;
    expect(codeOf(await ask(judged, { path: `/api/v1/drafts/${id}`, token }))).toBe('REASON_REQUIRED');
  }
  expect(await rowsOf(agent)).toMatchObject([{ rule: 'key:reason', method: 'GET /api/v1/drafts/[id]' }]);
  expect(await totalsOf(agent)).toEqual([
    { rule: 'key:reason', operation: 'GET /api/v1/drafts/[id]', total: 60 },
  ]);
});

it('a flood of attempts to apply is refused each time, counted each time and noted once', async () => {
  const { token, agent } = await makeKey(owner, undefined, { status: 'revoked' });
  const answers = await flood(token, `/api/v1/drafts/drf_${nowhere}/apply`, 'POST');
  expect(answers).toEqual(new Set(['MCP_CANNOT_APPLY']));
  expect(await rowsOf(agent)).toMatchObject([{ rule: 'boundary:no-apply', code: 'MCP_CANNOT_APPLY' }]);
  expect((await totalsOf(agent)).map(({ total }) => total)).toEqual([60]);
});
