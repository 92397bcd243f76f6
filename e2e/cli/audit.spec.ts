import { z } from 'zod';
import { as } from '@/e2e/cli/person-env';
import { draft } from '@/e2e/cli/run-draft';
import { expect, test } from '@/e2e/house';

test('an operator takes the calls of agents out of the product, and verifies them', async ({
  house,
  proposed,
}) => {
  const env = as(house.people.operator);
  const { draft: made } = await proposed({ name: 'cli-audited' });
  const exported = await draft(['audit', 'export', '--since', '1h'], env);
  expect(exported.code).toBe(0);
  const calls = exported.out
    .trimEnd()
    .split('\n')
    .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
  expect(calls.find((call) => call['downstream_action_id'] === made.id)).toMatchObject({
    tool: 'draft_create_endpoint',
    decision: 'allow',
  });
  expect((await draft(['audit', 'verify'], env)).out).toMatch(
    /^The chain holds: \d+ calls, from number 1 to \d+\.$/m,
  );
  const cef = await draft(['audit', 'export', '--format', 'cef', '--since', '1h'], env);
  expect(cef.out).toMatch(/^CEF:0\|Countersign\|/);
  const ocsf = await draft(['audit', 'export', '--format', 'ocsf'], env);
  expect(JSON.parse(ocsf.out.split('\n')[0] ?? '')).toMatchObject({ class_uid: 6003 });
  expect((await draft(['audit', 'export', '--since', 'yesterday'], env)).code).toBe(2);
  const refused = await draft(['audit', 'export'], as(house.people.viewer));
  expect([refused.code, refused.out]).toEqual([5, '']);
});
