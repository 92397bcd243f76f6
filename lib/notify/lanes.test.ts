import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { tenantsToDeliver } from '@/lib/use-cases/deliveries/claim-delivery';
import { makeAnnouncedTeam } from '@/lib/use-cases/testing/announced-team';
import { usualSending } from './send-message';
import { sendNext } from './send-next';
import { openReceiver, type Receiver, status } from './testing/receiver';
import { sendDueOf } from './testing/send-due-of';

vi.hoisted(() => {
  process.env['DELIVERY_TO_LOOPBACK'] = 'yes';
  process.env['DELIVERY_KEY'] = 'a-delivery-key-for-tests-0123456789';
});

const nothing = () => {};
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

const messageSchema = z.strictObject({
  type: z.literal('resource.applied'),
  timestamp: z.iso.datetime({ precision: 3 }),
  data: z.strictObject({
    kind: z.literal('endpoint'),
    operation: z.string(),
    id: z.string(),
    name: z.string(),
    version: z.int(),
    digest: z.string().nullable(),
    draft_id: z.string(),
    evidence_id: z.string(),
    merkle_position: z.int(),
    url: z.url(),
  }),
});
const sentVersions = () =>
  receiver.received.map(({ body }) => messageSchema.parse(JSON.parse(body)).data.version);
const idsSent = () => receiver.received.map(({ headers }) => headers['webhook-id']);

describe('an applied change', () => {
  it('arrives once, signed, with its evidence and without its spec', async () => {
    const { draft, resource, evidence } = await team.change({ name: 'orders' });
    expect(await team.deliveries()).toMatchObject([{ state: 'pending', attempts: 0, draftId: draft.id }]);
    expect(await tenantsToDeliver()).toContain(team.tenant.id);
    await sendDueOf(team.tenant.id);
    await sendDueOf(team.tenant.id);
    const [got] = receiver.received;
    expect(receiver.received).toHaveLength(1);
    new Webhook(team.secret).verify(got?.body ?? '', got?.headers as Record<string, string>);
    const { data } = messageSchema.parse(JSON.parse(got?.body ?? ''));
    expect(data).toEqual({
      ...resource,
      operation: 'create',
      name: 'orders',
      digest: draft.proposedSpecDigest,
      draft_id: draft.id,
      evidence_id: evidence.id,
      merkle_position: evidence.merklePosition,
      url: `http://127.0.0.1:3000/api/v1/endpoints/${resource.id}`,
    });
    const [delivery] = await team.deliveries();
    expect(delivery).toMatchObject({
      state: 'delivered',
      attempts: 1,
      lastOutcome: 'delivered',
      sending: false,
    });
    expect(await team.attempts(delivery?.id ?? '')).toMatchObject([
      { number: 1, outcome: 'delivered', statusClass: 2 },
    ]);
    expect(await tenantsToDeliver()).not.toContain(team.tenant.id);
  });
});

describe('several changes', () => {
  it('of one resource arrive in their order; one that fails holds back those after it, and no other resource', async () => {
    const spec = { name: 'orders' };
    await team.change(spec);
    await team.change({ ...spec, timeout_seconds: 9 }, { operation: 'update' });
    await team.change(spec, { operation: 'delete', base_version: 2 });
    receiver.answer(status(500));
    await sendDueOf(team.tenant.id);
    expect(sentVersions()).toEqual([1]);
    expect(await tenantsToDeliver()).not.toContain(team.tenant.id);
    await team.change({ name: 'other' });
    receiver.answer(status(204));
    await sendDueOf(team.tenant.id);
    expect(sentVersions()).toEqual([1, 1]);
    await team.makeDue();
    await sendDueOf(team.tenant.id);
    expect(sentVersions()).toEqual([1, 1, 1, 2, 3]);
    const last = messageSchema.parse(JSON.parse(receiver.received.at(-1)?.body ?? '')).data;
    expect(last).toMatchObject({ operation: 'delete', digest: null });
  });

  it('are sent by many workers at once, each of them by one', async () => {
    for (let n = 0; n < 12; n += 1) await team.change({ name: `many-${n}` });
    const now = new Map<string, number>();
    let most = 0;
    receiver.answer((response, { headers }) => {
      const id = String(headers['webhook-id']);
      now.set(id, (now.get(id) ?? 0) + 1);
      most = Math.max(most, now.get(id) ?? 0);
      setTimeout(() => {
        now.set(id, (now.get(id) ?? 0) - 1);
        response.writeHead(204).end();
      }, 30);
    });
    await Promise.all(Array.from({ length: 4 }, () => sendDueOf(team.tenant.id)));
    expect(most).toBe(1);
    expect(idsSent()).toHaveLength(12);
    expect(new Set(idsSent()).size).toBe(12);
  });

  it('are held by no transaction while they are being sent', async () => {
    await team.change({ name: 'orders' });
    let held = -1;
    const lockAll = async () => {
      const rows = await team.asOwner((sql) => sql`select id from deliveries for update nowait`);
      held = rows.length;
    };
    receiver.answer((response) => void lockAll().finally(() => response.writeHead(204).end()));
    await sendDueOf(team.tenant.id);
    expect(held).toBe(1);
  });
});

describe('a worker that is killed between sending and recording', () => {
  it('has its message sent again by another, with the same id and the same bytes', async () => {
    await team.change({ name: 'orders' });
    const worker = spawn(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', 'lib/notify/testing/send-due.ts', team.tenant.id],
      { cwd: join(import.meta.dirname, '../..'), stdio: 'inherit' },
    );
    const ended = once(worker, 'exit');
    receiver.answer(() => worker.kill('SIGKILL'));
    expect((await ended)[1]).toBe('SIGKILL');
    receiver.answer(status(204));
    const [held] = await team.deliveries();
    expect(held).toMatchObject({ state: 'pending', attempts: 1, sending: true });
    await sendDueOf(team.tenant.id);
    expect(receiver.received).toHaveLength(1);
    await team.endLeases();
    await sendDueOf(team.tenant.id);
    const [first, second] = receiver.received;
    expect(idsSent()).toEqual([held?.id, held?.id]);
    expect(second?.body).toBe(first?.body);
    expect(await team.attempts(held?.id ?? '')).toMatchObject([
      { number: 2, outcome: 'delivered' },
      { number: 1, outcome: 'interrupted', statusClass: null, durationMs: null },
    ]);
  });

  it('but lives after all decides nothing that another has taken over', async () => {
    await team.change({ name: 'orders' });
    let release = nothing;
    const arrived = new Promise<void>((resolve) => {
      receiver.answer((response) => {
        release = () => response.writeHead(500).end();
        resolve();
      });
    });
    const slow = sendDueOf(team.tenant.id);
    await arrived;
    await team.endLeases();
    receiver.answer(status(204));
    await sendDueOf(team.tenant.id);
    release();
    await slow;
    const [delivery] = await team.deliveries();
    expect(delivery).toMatchObject({ state: 'delivered', attempts: 2 });
    expect(await team.attempts(delivery?.id ?? '')).toMatchObject([
      { outcome: 'delivered' },
      { outcome: 'refused', statusClass: 5 },
    ]);
  });
});

describe('the lease of an attempt', () => {
  it.each([usualSending.limits.totalMs, 40_000])('outlives one that takes %d ms', async (totalMs) => {
    await team.change({ name: 'orders' });
    let heldMs = 0;
    const measure = async () => {
      const [row] = await team.asOwner(
        (sql) => sql<{ ms: number }[]>`
          select (extract(epoch from leased_until - clock_timestamp()) * 1000)::float8 as ms
          from deliveries where lease is not null`,
      );
      heldMs = row?.ms ?? 0;
    };
    receiver.answer((response) => void measure().finally(() => response.writeHead(204).end()));
    await sendNext(team.tenant.id, { ...usualSending, limits: { ...usualSending.limits, totalMs } });
    expect(heldMs).toBeGreaterThan(2 * totalMs);
  });
});
