import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeKey, makePerson, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { endpointSpec, proposalOf } from '@/db/testing/proposals';
import { ask } from '@/lib/http/testing/ask';
import { call, connect } from '@/lib/mcp/testing/agent-client';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { POST } from './route';

let door: Awaited<ReturnType<typeof openDoor>>;
let key: TestKey;

beforeAll(async () => {
  door = await openDoor();
  key = await makeKey(await makePerson(await makeTenant(), 'reviewer'));
});
afterAll(() => door.close());

const { target_url: _, ...noTarget } = endpointSpec();

it.each<[string, Record<string, unknown>]>([
  ['a field that is missing', { spec: noTarget }],
  ['fields that are wrong', proposalOf({ timeout_seconds: 0, name: 'NO' })],
  ['a delete without a name', { spec: {}, operation: 'delete' }],
  ['a target that is not public', proposalOf({ target_url: 'http://a.example' })],
  ['a secret', proposalOf({ description: `ghp_${'a1B2c3D4e5F6'.repeat(3)}` })],
  ['a name that is not there', proposalOf({ name: 'no-such' }, { operation: 'update' })],
])('a check of %s is refused in the same words over REST and over MCP', async (_name, proposal) => {
  const { body } = await ask(POST, {
    path: '/api/v1/drafts/check',
    token: key.token,
    body: { type: 'endpoint', ...proposal },
  });
  const client = await connect(door.url, key.token);
  const { content } = await call(client, 'draft_check_endpoint', proposal);
  await client.close();
  const { errors, ...overRest } = (body as { refusal: { errors: unknown; hint: string } }).refusal;
  expect(overRest.hint).toMatch(/^[A-Z].*\.$/);
  expect(content['refusal']).toEqual({ ...overRest, issues: errors });
});
