import { as } from '@/e2e/cli/person-env';
import { draft } from '@/e2e/cli/run-draft';
import { expect, test } from '@/e2e/house';
import { openCircuit } from '@/e2e/open-circuit';
import { callBody, post } from '@/lib/mcp/testing/raw-call';
import { firstRun } from '../first-run';

const ask = (token: string, args: unknown = {}) =>
  post(firstRun().mcp_url, token, callBody('draft_list', args));

test('draft stop stops at once, draft stops says what, draft resume asks for a reason and the name', async ({
  house,
}) => {
  const [reviewer, operator] = [as(house.people.reviewer), as(house.people.operator)];
  expect(await draft(['stops'], reviewer)).toMatchObject({ code: 0, out: '' });
  expect(await draft(['stop'], reviewer)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Stopped tenant/),
  });
  expect((await ask(house.keys.active)).status).toBe(503);
  const { out } = await draft(['stops', '--json'], operator);
  const name = (JSON.parse(out) as { items: { subject_name: string }[] }).items[0]?.subject_name ?? '';
  const why = ['--reason', 'It was a drill'];
  expect((await draft(['resume', ...why, '--name', name], reviewer)).code).toBe(5);
  expect((await draft(['resume', ...why], operator)).code).toBe(2);
  expect((await draft(['resume', ...why, '--name', 'wrong'], operator)).code).toBe(2);
  expect(await draft(['resume', ...why, '--name', name], operator)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Resumed tenant/),
  });
  expect((await draft(['resume', ...why, '--name', name], operator)).code).toBe(3);
  expect((await ask(house.keys.active)).status).toBe(200);

  expect((await draft(['stop', 'run', 'run-3'], reviewer)).code).toBe(0);
  expect((await draft(['stop', 'tool', 'draft_aply'], reviewer)).code).toBe(3);
  expect((await draft(['stop', 'nothing'], reviewer)).code).toBe(2);
  expect((await draft(['stop'], as(house.people.viewer))).code).toBe(5);
  expect((await ask(house.keys.active, { run_id: 'run-3' })).status).toBe(403);
  expect((await draft(['stops'], reviewer)).out).toContain('run run-3, by reviewer');
});

test('draft circuits says which key is paused, and an operator lets it in with a reason', async ({
  house,
}) => {
  const [reviewer, operator] = [as(house.people.reviewer), as(house.people.operator)];
  expect(await draft(['circuits'], reviewer)).toMatchObject({ code: 0, out: '' });
  await house.asOwner(openCircuit('active'));
  const { out } = await draft(['circuits'], reviewer);
  const [id = ''] = /key_\w+/.exec(out) ?? [];
  expect(out).toContain(`${id} active, paused until`);
  const reset = ['circuits', 'reset', id, '--reason', 'The prompt was corrected'];
  expect((await draft(reset, reviewer)).code).toBe(5);
  expect((await draft(['circuits', 'reset', id], operator)).code).toBe(2);
  expect(await draft(reset, operator)).toMatchObject({
    code: 0,
    out: expect.stringContaining(`Let in ${id}`),
  });
  expect((await draft(reset, operator)).code).toBe(3);
  expect((await ask(house.keys.active)).status).toBe(200);
});
