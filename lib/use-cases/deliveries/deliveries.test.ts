import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { deleteOldDeliveries, resendDelivery as resendRow } from '@/db/queries/delivery-outbox';
import { withTenant } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { writeCursor } from '@/lib/domain/page-cursor';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { sweepTenants } from '../sweep/sweep';
import { listDeliveries } from './list-deliveries';
import { removeControlPlane } from './remove-control-plane';
import { resendDelivery } from './resend-delivery';
import { setControlPlane } from './set-control-plane';
import { deliveryOf, showDelivery } from './show-delivery';

vi.hoisted(() => {
  process.env['DELIVERY_KEY'] = 'a-delivery-key-for-tests-0123456789';
});

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

const { person, reviewer, agent } = await makeTeam();
const names = ['one', 'two', 'three', 'four'];
const ids: string[] = [];
let unannounced = '';
const none = async () => [];

/** What a worker would have made of a delivery. */
const become = (id: string, state: 'delivered' | 'dead', days = 0) =>
  withTenant(
    person.tenant.system,
    ({ sql }) => sql`
      update deliveries set state = ${state}, finished_at = now() - make_interval(days => ${days}::int),
        next_attempt_at = null where tenant_id = current_tenant() and id = ${id}`,
  );

beforeAll(async () => {
  const early = accepted(await apply(reviewer, await propose(agent, { name: 'early' })));
  unannounced = early.draft.id;
  accepted(await setControlPlane({ ...person.tenant.system, name: 'operator' }, 'https://control.acme.com/'));
  for (const name of names) {
    const { draft } = accepted(await apply(reviewer, await propose(agent, { name })));
    ids.push((await deliveryOf(reviewer, { draftId: draft.id }))?.id ?? '');
  }
  await become(ids[3] ?? '', 'delivered');
  await become(ids[1] ?? '', 'dead');
});

describe('deliveries', () => {
  it('are made of what is applied while there is a control plane, and of nothing before', async () => {
    expect(await deliveryOf(reviewer, { draftId: unannounced })).toBeNull();
    expect(ids.filter(Boolean)).toHaveLength(4);
  });

  it('are listed a page at a time: the dead, what is on its way, what arrived; newest first', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { resourceName: string }[]; nextCursor: string | null } = accepted(
        await listDeliveries(agent, { limit: 1, ...(cursor !== '' && { cursor }) }),
      );
      seen.push(...page.items.map(({ resourceName }) => resourceName));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['two', 'three', 'one', 'four']);
    const dead = accepted(await listDeliveries(reviewer, { state: 'dead' }));
    expect(dead.items.map(({ id }) => id)).toEqual([ids[1]]);
  });

  it.each([
    ['of text', 'x'],
    ...[9, -1, 0.5, 3_000_000_000, 1e300].map((rank) => [
      `of the rank ${rank}`,
      writeCursor([rank, '2026-01-01T00:00:00Z', 'dlv_1']),
    ]),
    ['of the year 0000', writeCursor([1, '0000-01-01T00:00:00Z', 'dlv_1'])],
    ['of the year 2100', writeCursor([1, '2100-01-01T00:00:00Z', 'dlv_1'])],
    ['with U+0000', writeCursor([1, '2026-01-01T00:00:00Z', 'dlv_\0'])],
  ])('have no page at a cursor %s', async (_, cursor) => {
    expect(codeOf(await listDeliveries(reviewer, { cursor }))).toBe('VALIDATION_FAILED');
  });

  it('of another tenant read like missing ones', async () => {
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    const [id = ''] = ids;
    expect(accepted(await listDeliveries(stranger, {})).items).toEqual([]);
    expect(codeOf(await showDelivery(stranger, id))).toBe('DELIVERY_NOT_FOUND');
    const input = { deliveryId: ids[1] ?? '', idempotencyKey: null };
    expect(codeOf(await resendDelivery(stranger, input))).toBe('DELIVERY_NOT_FOUND');
    expect(accepted(await showDelivery(reviewer, id)).delivery.state).toBe('pending');
  });

  it('need their scope, and an agent changes none of them', async () => {
    const other = (await makeKey(person, ['mcp:read:drafts'])).agent;
    expect(codeOf(await listDeliveries(other, {}))).toBe('INSUFFICIENT_SCOPE');
    expect(codeOf(await showDelivery(other, ids[0] ?? ''))).toBe('INSUFFICIENT_SCOPE');
    await expect(withTenant(agent, (tx) => resendRow(tx, ids[1] ?? ''))).rejects.toThrow('permission denied');
  });

  it('are not sent again, or sent twice, behind the product’s back', async () => {
    const { system } = person.tenant;
    await expect(withTenant(system, (tx) => resendRow(tx, ids[1] ?? ''))).rejects.toThrow('without evidence');
    const revived = withTenant(
      system,
      ({ sql }) => sql`
        update deliveries set state = 'retrying', finished_at = null, next_attempt_at = now()
        where tenant_id = current_tenant() and id = ${ids[1] ?? ''}`,
    );
    await expect(revived).rejects.toThrow('without evidence');
    await expect(become(ids[3] ?? '', 'dead')).rejects.toThrow('has been delivered');
    expect(accepted(await showDelivery(reviewer, ids[1] ?? '')).delivery.state).toBe('dead');
  });

  it('end with the control plane, whether a change was applied just before or just after', async () => {
    const team = await makeTeam();
    const operator = { ...team.person.tenant.system, name: 'operator' };
    accepted(await setControlPlane(operator, 'https://control.acme.com/'));
    const drafts = [
      await propose(team.agent, { name: 'just-before' }),
      await propose(team.agent, { name: 'just-after' }),
    ] as const;
    const under: Promise<unknown>[] = [];
    const step = async (act: Promise<unknown>) => {
      under.push(act);
      await new Promise((resolve) => {
        setTimeout(resolve, 250);
      });
    };
    // Whoever holds the head of the log keeps all three from their commit.
    await ownerIn(owner, team.person.tenant, async (sql) => {
      await sql`select 1 from log_heads for update`;
      await step(apply(team.reviewer, drafts[0]));
      await step(removeControlPlane(operator));
      await step(apply(team.reviewer, drafts[1]));
    });
    await Promise.all(under);
    const { items } = accepted(await listDeliveries(team.reviewer, {}));
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ state }) => state !== 'dead')).toEqual([]);
  });

  it('that are over go with the sweep after the tenant’s retention, those that are not stay', async () => {
    const { system, id } = person.tenant;
    await become(ids[2] ?? '', 'delivered', 91);
    await withTenant({ ...system, name: 'sweep' }, (tx) => deleteOldDeliveries(tx, 0));
    const tenants = async () => [id];
    const report = await sweepTenants({ onFault: (_, fault) => expect(fault).toBeNull() }, none, tenants);
    expect(report).toMatchObject({ purged: 0, failed: [] });
    expect(codeOf(await showDelivery(reviewer, ids[2] ?? ''))).toBe('DELIVERY_NOT_FOUND');
    expect(accepted(await listDeliveries(reviewer, {})).items).toHaveLength(3);
  });
});
