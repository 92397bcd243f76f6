import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';
import { newId } from '@/db/new-id';
import { appendCalls, type CallRecord } from '@/db/queries/call-append';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { publishedSurface } from '@/lib/domain/keys/published-surface';
import { issued } from '@/lib/use-cases/testing/keys';
import { accepted } from '@/lib/use-cases/testing/result';
import { rotateKey } from '../keys/rotate-key';
import { type Send, testBoundary } from '../selftest/test-boundary';
import { closedServer } from '../selftest/testing/servers';
import { showPosture } from './show-posture';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

const callOf = (): CallRecord => ({
  id: newId('call'),
  correlation_id: 'req_posture',
  agent_key_id: 'key_1',
  agent_identity: 'bot',
  human_owner_id: 'usr_1',
  server_version: '1.0.0',
  method: 'tools/call',
  decision: 'allow',
  outcome: 'ok',
  http_status: 200,
  started_at: new Date(),
  finished_at: new Date(),
  duration_ms: 3,
});

const broken: Send = (attempt) =>
  attempt.shows !== undefined ? closedServer(attempt) : Promise.resolve({ status: 500, text: '' });

it('says what was tested, and which keys are good from anywhere, of this tenant alone', async () => {
  const tenant = await makeTenant();
  const person = await makePerson(tenant, 'operator');
  const reader = await makeSession(person);
  const stranger = await makePerson(await makeTenant(), 'operator');
  await makeKey(stranger);
  const sentences = async () =>
    Object.fromEntries(
      (await showPosture(reader)).map(({ what, light, sentence }) => [what, `${light}: ${sentence}`]),
    );
  expect(await sentences()).toMatchObject({
    'Boundary self-test': 'amber: Never run. npm run boundary:selftest runs it.',
    'Binding of keys': 'green: No key is in use.',
  });
  await makeKey(person);
  await testBoundary(tenant.system, { send: broken, version: '1' });
  const then = await sentences();
  expect(then['Boundary self-test']).toMatch(/^red: \d+ attempts to apply as a program got through\.$/);
  expect(then['Binding of keys']).toMatch(/^amber: 1 key in use can be used from anywhere/);
  expect(then['Agent keys']).toContain('1 key in use, 0 suspended.');
  expect(then['Limits']).toMatch(/^green: No key may ask more than \d+ times a minute/);
  expect(then['Tool surface']).toBe(`green: Hosts pin ${publishedSurface}. Keys pinned to it: 0.`);
  expect(then['Evidence']).toMatch(/^green: \d+ leaves, the last \d{4}-\d\d-\d\d at \d\d:\d\d UTC\.$/);
});

it('a key that was replaced is not the next to end, and is in use as long as its grace', async () => {
  const reader = await makeSession(await makePerson(await makeTenant(), 'operator'));
  const keys = async () => (await showPosture(reader)).find(({ what }) => what === 'Agent keys')?.sentence;
  const { key } = await issued(reader, { days: 90 });
  accepted(await rotateKey(reader, key.id, { grace_hours: 1 }, null));
  expect(await keys()).toBe('2 keys in use, 0 suspended. The next one ends in 89 days.');
  const other = await issued(reader, { days: 90 });
  accepted(await rotateKey(reader, other.key.id, { grace_hours: 0 }, null));
  expect(await keys()).toMatch(/^3 keys in use/);
});

it('computes the last calls anew for whoever looks, and says which does not hold', async () => {
  const tenant = await makeTenant();
  const reader = await makeSession(await makePerson(tenant, 'viewer'));
  const callLog = async () => (await showPosture(reader)).find(({ id }) => id === 'call_log');
  expect((await callLog())?.sentence).toBe('No call is recorded.');
  await appendCalls(tenant.id, Array.from({ length: 230 }, callOf));
  expect(await callLog()).toMatchObject({
    light: 'green',
    sentence: expect.stringMatching(/^Verified from #31 to #230, .* UTC\.$/),
  });
  await ownerIn(owner, tenant, (sql) =>
    sql.unsafe(`alter table tool_calls disable trigger user; update tool_calls set reason = 'other' where seq = 228;
      alter table tool_calls enable trigger user`),
  );
  expect(await callLog()).toMatchObject({
    light: 'red',
    sentence: expect.stringContaining('Call #228 does not hold: entry_hash.'),
  });
});
