import { expect, it, vi } from 'vitest';
import { makeTeam } from '@/db/testing/fixtures';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { claimDelivery } from '../deliveries/claim-delivery';
import { recordAttempt } from '../deliveries/record-attempt';
import { resendDelivery } from '../deliveries/resend-delivery';
import { setControlPlane } from '../deliveries/set-control-plane';
import { countPending } from '../drafts/count-pending';
import { watchTenant } from './watch-tenant';

vi.hoisted(() => {
  process.env['DELIVERY_KEY'] = 'a-delivery-key-for-tests-0123456789';
});

it('moves the version with every attempt of a delivery, which leaves no leaf, and with a resend', async () => {
  const { person, reviewer, agent } = await makeTeam();
  const { id: tenantId, system } = person.tenant;
  const counters = async () => (await watchTenant(tenantId, [])).counters;
  const failed = { outcome: 'refused', statusClass: 5, durationMs: 1, retryAfterMs: null } as const;
  accepted(await setControlPlane({ ...system, name: 'operator' }, 'https://control.acme.com/'));
  accepted(await apply(reviewer, await propose(agent, { name: 'followed' })));

  const applied = await counters();
  const claimed = await claimDelivery(tenantId, 60);
  if (claimed === null) throw new Error('nothing is due');
  const sending = await counters();
  await recordAttempt(tenantId, claimed, failed, 0);
  const retrying = await counters();
  expect([sending.size, retrying.size]).toEqual([applied.size, applied.size]);
  expect(sending.version).toBeGreaterThan(applied.version);
  expect(retrying.version).toBeGreaterThan(sending.version);
  expect(await counters()).toEqual(retrying);

  accepted(await resendDelivery(reviewer, { deliveryId: claimed.attempted.id, idempotencyKey: null }));
  const resent = await counters();
  expect(resent.version).toBeGreaterThan(retrying.version + 1);
  expect(accepted(await countPending(reviewer)).version).toBe(resent.version);
});
