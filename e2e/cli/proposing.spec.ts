import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpointSpec } from '@/db/testing/proposals';
import { freshName } from '@/e2e/agent';
import { as } from '@/e2e/cli/person-env';
import { draft, newHome, startDraft } from '@/e2e/cli/run-draft';
import { expect, test } from '@/e2e/house';
import { applyByRest } from '@/e2e/rest';

const home = newHome();
function file(spec: unknown): string {
  const path = join(home, `${freshName('spec')}.json`);
  writeFileSync(path, JSON.stringify(spec));
  return path;
}

test('a person proposes from a file: what would change first, then the draft and who may decide it', async ({
  house,
}) => {
  const env = as(house.people.operator);
  const name = freshName('cli-made');
  const args = ['propose', '-f', file(endpointSpec({ name, environment: 'dev' })), '--rationale', 'by hand'];
  const tried = await draft([...args, '--dry-run'], env);
  expect(tried).toMatchObject({ code: 0, err: expect.stringContaining('Nothing was proposed') });
  expect(tried.out).toMatch(/\+ Target host +hooks\.acme\.com/);
  expect((await draft(['list', '--json'], env)).out).toBe('[]\n');

  const made = await draft([...args, '--idempotency-key', 'cli-1'], env);
  expect(made).toMatchObject({ code: 0, err: expect.stringMatching(/Next: draft show/) });
  expect(made.out).toMatch(/Proposed create .* draft drf_/);
  expect(made.out).toMatch(/^http.*\/drafts\/drf_/m);
  expect(made.out).toContain('may decide it.');
  const again = await draft([...args, '--idempotency-key', 'cli-1', '--json', 'draft.id,review_url'], env);
  const [address = 'no address'] = /http\S+/.exec(made.out) ?? [];
  expect(again.out).toContain(address);
  expect((await draft(args, env)).out).toContain('= Already waiting');
  expect((await draft(['show', name, '--json'], env)).code).not.toBe(0);
});

test('an update and a delete of what is live, by name and by id, in YAML and from stdin', async ({
  page,
  house,
  proposed,
}) => {
  const env = as(house.people.operator);
  const name = freshName('cli-live');
  const id = await applyByRest(page.request, house.people.reviewer, await proposed({ name }));
  const spec = endpointSpec({ name, environment: 'dev', timeout_seconds: 9 });
  const running = startDraft(['propose', '-f', '-'], env);
  running.say(`operation: update\nbase_version: 1\nrationale: slower\nspec: ${JSON.stringify(spec)}\n`);
  running.end();
  expect(await running.ended).toMatchObject({ code: 0, out: expect.stringContaining('Proposed update') });
  const removal = ['propose', '--operation', 'delete', '--rationale', 'unused', '--id', id];
  expect((await draft(removal, env)).out).toContain(`Proposed delete ${name}`);
  const nowhere = ['propose', '--operation', 'delete', '--name', 'nowhere', '--rationale', 'unused'];
  expect((await draft(nowhere, env)).code).toBe(3);
});

test('what is refused ends with its status and its paths, and makes nothing', async ({ house }) => {
  const env = as(house.people.operator);
  const bad = file(
    endpointSpec({ name: 'NO', timeout_seconds: 0, max_payload_bytes: 1, labels: { '-': 'x' } }),
  );
  const refused = await draft(['propose', '-f', bad, '--rationale', 'x'], env);
  expect(refused).toMatchObject({ code: 2, out: '' });
  for (const path of ['spec.name', 'spec.timeout_seconds', 'spec.max_payload_bytes', 'spec.labels.-'])
    expect(refused.err).toContain(path);
  const tried = await draft(['propose', '-f', bad, '--dry-run', '--json', 'refusal.code'], env);
  expect(tried).toMatchObject({ code: 2, err: '' });
  expect(JSON.parse(tried.out)).toEqual({ 'refusal.code': 'VALIDATION_FAILED' });

  const secret = ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_');
  const leaky = await draft(
    ['propose', '-f', file(endpointSpec({ description: secret })), '--rationale', 'x'],
    env,
  );
  expect(leaky).toMatchObject({ code: 7, err: expect.stringContaining('spec.description') });
  expect(leaky.out + leaky.err).not.toContain(secret);

  const good = file(endpointSpec({ name: freshName('cli-no') }));
  expect((await draft(['propose', '-f', good], env)).err).toContain('--rationale is missing');
  expect((await draft(['propose', '-f', join(home, 'missing'), '--rationale', 'x'], env)).code).toBe(2);
  const viewer = as(house.people.viewer);
  expect((await draft(['propose', '-f', good, '--rationale', 'x'], viewer)).code).toBe(5);
  expect((await draft(['list', '--json'], env)).out).toBe('[]\n');
});
