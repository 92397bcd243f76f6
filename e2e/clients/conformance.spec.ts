import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { KeyProxy } from '@/e2e/clients/key-proxy';
import { liftRefusals } from '@/e2e/clients/lift-refusals';
import { failed, runScoredSet, tableOf } from '@/e2e/clients/suite';
import { Product } from '@/e2e/product';
import { firstRunPath, readFirstRun } from '@/host/first-run-file';
import { freePort } from '@/host/free-port';
import { call, connect } from '@/lib/mcp/testing/agent-client';
import { callBody, post } from '@/lib/mcp/testing/raw-call';

let product: Product;
let proxy: KeyProxy;
let url: string;
let key: string;

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const [port, outside] = [await freePort(0), await freePort(0)];
  const address = `http://127.0.0.1:${outside}`;
  product = new Product(port, { PUBLIC_URL: address, COUNTERSIGN_MCP_FIXTURES: 'conformance' });
  await product.isReady();
  const first = readFirstRun(firstRunPath(product.dataDir));
  if (first === null) throw new Error('the product wrote no first-run.json');
  proxy = new KeyProxy(port);
  key = first.agent_key;
  await liftRefusals(product.dataDir, key);
  await proxy.listen(outside, key);
  url = `${address}/api/mcp`;
});
test.afterAll(async () => {
  proxy.close();
  await product.stop();
});

/** They need requests of the server to its client, and so a session, which the product does not keep. */
const needSessions = [
  'tools-call-sampling',
  'tools-call-elicitation',
  'elicitation-sep1034-defaults',
  'elicitation-sep1330-enums',
];

type Expected = { revision: string; count: number; failing: string[]; warnings: string[] };
const sets: Expected[] = [
  { revision: '2026-07-28', count: 37, failing: [], warnings: [] },
  {
    revision: '2025-11-25',
    count: 30,
    failing: needSessions,
    warnings: ['server-sse-multiple-streams-session'],
  },
];

for (const { revision, count, failing, warnings } of sets) {
  const but = failing.length === 0 ? 'without a failure' : `but for ${failing.length} that need a session`;
  test(`the scored set of ${revision} passes ${but}`, async () => {
    const { code, scenarios } = await runScoredSet(url, revision);
    process.stdout.write(tableOf(revision, scenarios));
    expect(scenarios).toHaveLength(count);
    const unmet = scenarios
      .filter(({ name }) => !failing.includes(name))
      .flatMap(({ name, unmet: words }) => words.map((word) => `${name}: ${word}`));
    expect(unmet).toEqual([]);
    expect(failed(scenarios).toSorted()).toEqual(failing.toSorted());
    expect(scenarios.flatMap((scenario) => scenario.warnings)).toEqual(warnings);
    expect(code).toBe(failing.length === 0 ? 0 : 1);
  });
}

test('a fixture is called with a key alone, and leaves its row in the call log', async () => {
  const body = callBody('test_simple_text');
  expect((await post(`${product.url}/api/mcp`, null, body)).status).toBe(401);
  const client = await connect(`${product.url}/api/mcp`, key);
  await client.callTool({ name: 'test_simple_text' });
  const { content } = await call(client, 'call_log_list', { limit: 1 });
  await client.close();
  expect(content['items']).toEqual([
    expect.objectContaining({ tool: 'test_simple_text', decision_rule_id: 'conformance:fixture' }),
  ]);
});

test('the fixtures are in no part of the build that is loaded without the setting', () => {
  const built = join(import.meta.dirname, '../../.next');
  const route = readFileSync(join(built, 'server/app/api/mcp/route.js'), 'utf8');
  const loaded = [...route.matchAll(/R\.c\("([^"]+)"\)/g)].map(([, chunk = '']) => chunk);
  const withFixtures = readdirSync(join(built, 'server/chunks'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => `server/chunks/${file}`)
    .filter((chunk) => readFileSync(join(built, chunk), 'utf8').includes('test_simple_text'));
  expect(loaded.length).toBeGreaterThan(5);
  expect(withFixtures).toHaveLength(1);
  expect(loaded).not.toContain(withFixtures[0]);
});
