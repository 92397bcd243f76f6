import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tenantsToDeliver } from '@/lib/use-cases/deliveries/claim-delivery';
import { makeAnnouncedTeam } from '@/lib/use-cases/testing/announced-team';
import { startDelivering } from './start-delivering';
import { openReceiver, type Receiver } from './testing/receiver';

vi.hoisted(() => {
  process.env['DELIVERY_TO_LOOPBACK'] = 'yes';
  process.env['DELIVERY_KEY'] = 'a-delivery-key-for-tests-0123456789';
  process.env['DELIVERY_INTERVAL_SECONDS'] = '1';
});

let receiver: Receiver;
let team: Awaited<ReturnType<typeof makeAnnouncedTeam>>;
beforeEach(async () => {
  receiver = await openReceiver();
  team = await makeAnnouncedTeam(receiver.url);
});
afterEach(async () => {
  await team.close();
  await receiver.close();
});

/** What is due, of this test's tenant alone: the database is shared with other tests. */
const dueHere = async () => (await tenantsToDeliver()).filter((id) => id === team.tenant.id);
const states = async () => (await team.deliveries()).map(({ state }) => state);

it('sends what is applied while it runs, again and again, and nothing once it is stopped', async () => {
  const stop = startDelivering(dueHere);
  await team.change({ name: 'orders' });
  await vi.waitFor(async () => expect(await states()).toEqual(['delivered']), 10_000);
  await team.change({ name: 'later' });
  await vi.waitFor(async () => expect(await states()).toEqual(['delivered', 'delivered']), 10_000);
  await stop();
  await team.change({ name: 'last' });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(receiver.received).toHaveLength(2);
  expect(await states()).toContain('pending');
});

it('goes on after a look at what is due that failed, and says so', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  let looks = 0;
  await team.change({ name: 'orders' });
  const stop = startDelivering(async () => {
    looks += 1;
    if (looks === 1) throw new Error('the database is away');
    return dueHere();
  });
  await vi.waitFor(async () => expect(await states()).toEqual(['delivered']), 10_000);
  await stop();
  expect(said.mock.calls.flat().join('')).toContain('The delivery of every tenant failed');
  said.mockRestore();
});
