import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeSession } from '@/db/testing/fixtures';
import { tenantsToDeliver } from '@/lib/use-cases/deliveries/claim-delivery';
import { removeControlPlane } from '@/lib/use-cases/deliveries/remove-control-plane';
import { resendDelivery } from '@/lib/use-cases/deliveries/resend-delivery';
import { retireSecret } from '@/lib/use-cases/deliveries/retire-secret';
import { rotateSecret } from '@/lib/use-cases/deliveries/rotate-secret';
import { setControlPlane } from '@/lib/use-cases/deliveries/set-control-plane';
import { eventsOf } from '@/lib/use-cases/testing/acts';
import { makeAnnouncedTeam } from '@/lib/use-cases/testing/announced-team';
import { leftBy } from '@/lib/use-cases/testing/left-by';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { openReceiver, type Receiver, status } from './testing/receiver';
import { sendDueOf } from './testing/send-due-of';

vi.hoisted(() => {
  process.env['DELIVERY_TO_LOOPBACK'] = 'yes';
  process.env['DELIVERY_KEY'] = 'a-delivery-key-for-tests-0123456789';
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

const only = async () => {
  const [delivery] = await team.deliveries();
  if (!delivery) throw new Error('nothing was queued');
  return delivery;
};
const secondsLeft = async () => ((await only()).nextAttemptAt?.getTime() ?? 0) / 1000 - Date.now() / 1000;
const failTenTimes = async () => {
  receiver.answer(status(500));
  for (let n = 0; n < 10; n += 1) {
    await team.makeDue();
    await sendDueOf(team.tenant.id);
  }
};
const resend = (id: string, key: string | null = null) =>
  resendDelivery(team.reviewer, { deliveryId: id, idempotencyKey: key });
const operator = () => ({ ...team.tenant.system, name: 'operator' });

describe('what fails', () => {
  it('is tried again on the schedule of the standard, ten times, and is dead then, with the reason', async () => {
    await team.change({ name: 'orders' });
    receiver.answer(status(500));
    const waits = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
    for (const wait of waits) {
      await sendDueOf(team.tenant.id);
      const left = await secondsLeft();
      expect(left).toBeGreaterThan(wait - 5);
      expect(left).toBeLessThanOrEqual(wait * 1.1 + 1);
      expect(await only()).toMatchObject({ state: 'retrying', lastOutcome: 'refused' });
      await sendDueOf(team.tenant.id);
      await team.makeDue();
    }
    await sendDueOf(team.tenant.id);
    expect(await only()).toMatchObject({
      state: 'dead',
      attempts: 10,
      lastOutcome: 'refused',
      nextAttemptAt: null,
    });
    await team.makeDue();
    await sendDueOf(team.tenant.id);
    expect(receiver.received).toHaveLength(10);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(await team.attempts((await only()).id)).toHaveLength(10);
  });

  it('waits as long as the receiver asks, but no longer than a day and no shorter than the schedule', async () => {
    await team.change({ name: 'orders' });
    for (const [asked, least, most] of [
      ['90', 85, 91],
      ['1', 295, 331],
      ['999999', 86_395, 86_401],
    ] as const) {
      receiver.answer(status(503, { 'retry-after': asked }));
      await team.makeDue();
      await sendDueOf(team.tenant.id);
      const left = await secondsLeft();
      expect([asked, left > least && left < most]).toEqual([asked, true]);
    }
  });

  it('lets the next change of the resource pass once it is dead', async () => {
    await team.change({ name: 'orders' });
    await team.change({ name: 'orders', timeout_seconds: 9 }, { operation: 'update' });
    await failTenTimes();
    receiver.answer(status(204));
    await team.makeDue();
    await sendDueOf(team.tenant.id);
    expect((await team.deliveries()).map(({ state, version }) => [state, version])).toEqual([
      ['dead', 1],
      ['delivered', 2],
    ]);
  });
});

describe('sending again', () => {
  it('starts anew with the same id, once per key, and leaves evidence', async () => {
    const { draft } = await team.change({ name: 'orders' });
    await failTenTimes();
    const dead = await only();
    accepted(await resend(dead.id, 'again'));
    expect(accepted(await resend(dead.id, 'again'))).toEqual({ id: dead.id, replayed: true });
    expect(await only()).toMatchObject({ state: 'pending', attempts: 10, finishedAt: null });
    await sendDueOf(team.tenant.id);
    expect(await only()).toMatchObject({ state: 'retrying', attempts: 11 });
    receiver.answer(status(204));
    accepted(await resend(dead.id));
    await sendDueOf(team.tenant.id);
    expect(await only()).toMatchObject({ state: 'delivered', attempts: 12 });
    expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(dead.id);
    expect(await eventsOf(team.reviewer, draft.id)).toEqual([
      'draft_created',
      'draft_viewed',
      'draft_applied',
      'delivery_resent',
      'delivery_resent',
    ]);
    expect(codeOf(await resend(dead.id))).toBe('DELIVERY_NOT_FAILED');
  });

  it('leaves alone what is being sent at this moment', async () => {
    await team.change({ name: 'orders' });
    receiver.answer(status(500));
    await sendDueOf(team.tenant.id);
    const during: string[] = [];
    const tryToResend = async () => {
      during.push(codeOf(await resend((await only()).id)));
    };
    receiver.answer((response) => void tryToResend().then(() => response.writeHead(204).end()));
    await team.makeDue();
    await sendDueOf(team.tenant.id);
    expect(during).toEqual(['DELIVERY_NOT_FAILED']);
  });

  it('is refused once the person’s session has ended', async () => {
    await team.change({ name: 'orders' });
    await failTenTimes();
    const ended = await makeSession(team.person, -1);
    const { id } = await only();
    expect(codeOf(await resendDelivery(ended, { deliveryId: id, idempotencyKey: null }))).toBe(
      'UNAUTHENTICATED',
    );
    const viewer = { ...team.reviewer, role: 'viewer' as const };
    expect(codeOf(await resendDelivery(viewer, { deliveryId: id, idempotencyKey: null }))).toBe(
      'ROLE_REQUIRED',
    );
    expect((await only()).state).toBe('dead');
  });
});

describe('a control plane', () => {
  it('that answers 410 is sent nothing more until it is set again, whatever becomes of its secrets', async () => {
    await team.change({ name: 'orders' });
    receiver.answer(status(410));
    const { left } = await leftBy(team.tenant, () => sendDueOf(team.tenant.id));
    expect(left).toEqual([['control_plane_gone', 'control_plane']]);
    expect(await only()).toMatchObject({ state: 'dead', lastOutcome: 'gone', attempts: 1 });
    await team.change({ name: 'later' });
    receiver.answer(status(204));
    await sendDueOf(team.tenant.id);
    expect(receiver.received).toHaveLength(1);
    accepted(await rotateSecret(operator()));
    accepted(await retireSecret(operator()));
    await sendDueOf(team.tenant.id);
    expect(receiver.received).toHaveLength(1);
    expect(await tenantsToDeliver()).not.toContain(team.tenant.id);
    accepted(await setControlPlane(operator(), receiver.url));
    await sendDueOf(team.tenant.id);
    expect((await team.deliveries()).map(({ state }) => state)).toEqual(['dead', 'delivered']);
  });

  it('that is removed ends what waits, and nothing is queued any more', async () => {
    await team.change({ name: 'orders' });
    expect(accepted(await removeControlPlane(operator()))).toEqual({ ended: 1 });
    expect(await only()).toMatchObject({ state: 'dead', lastOutcome: 'control_plane_removed' });
    await team.change({ name: 'unannounced' });
    await sendDueOf(team.tenant.id);
    expect([receiver.received.length, (await team.deliveries()).length]).toEqual([0, 1]);
    const { url } = receiver;
    accepted(await setControlPlane(operator(), url));
    accepted(await resend((await only()).id));
    await sendDueOf(team.tenant.id);
    expect(await only()).toMatchObject({ state: 'delivered' });
  });
});
