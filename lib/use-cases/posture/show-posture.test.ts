import { expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { type Send, testBoundary } from '../selftest/test-boundary';
import { closedServer } from '../selftest/testing/servers';
import { showPosture } from './show-posture';

const broken: Send = (attempt) =>
  attempt.method === 'GET' ? closedServer(attempt) : Promise.resolve({ status: 500, text: '' });

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
});
