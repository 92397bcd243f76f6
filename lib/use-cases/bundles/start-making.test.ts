import { expect, it } from 'vitest';
import { makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { accepted } from '@/lib/use-cases/testing/result';
import { askBundle } from './ask-bundle';
import { tenantsWithBundlesToMake } from './make-bundle';
import { showBundle } from './show-bundle';
import { keepMaking } from './start-making';

it('makes what waits in each tenant, goes on when one cannot be asked, and ends when it is told to', async () => {
  const people = await Promise.all(
    [0, 1].map(async () => makeSession(await makePerson(await makeTenant(), 'viewer'))),
  );
  const asked = await Promise.all(
    people.map(async (human) => ({ human, id: accepted(await askBundle(human, {}, null)).bundle.id })),
  );
  const tenants = people.map(({ tenantId }) => tenantId);
  expect(await tenantsWithBundlesToMake()).toEqual(expect.arrayContaining(tenants));
  const stop = new AbortController();
  const ended = keepMaking(10, stop.signal, () => Promise.resolve(['no tenant', ...tenants]));
  for (const { human, id } of asked) {
    await expect
      .poll(async () => accepted(await showBundle(human, id)).status, { timeout: 20_000 })
      .toBe('ready');
  }
  stop.abort();
  await ended;
});
