import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { insertDelivery } from '@/db/testing/insert-delivery';
import { call, connect, eras } from './testing/agent-client';
import { openDoor } from './testing/door-server';

let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;
let dead = '';
const database = postgres(inject('ownerUrl'), { max: 1 });

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
  await database.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${owner.tenant.id}, true)`;
    await insertDelivery(sql, { state: 'delivered', attempts: 1, lastOutcome: 'delivered', name: 'arrived' });
    dead = await insertDelivery(sql, { state: 'dead', attempts: 10, lastOutcome: 'timed_out', name: 'lost' });
    await sql`
      insert into control_planes values (current_tenant(), 'https://control.acme.com/hidden-path',
        ${Buffer.alloc(16)}, ${Buffer.alloc(40)}, '{a1b2}', 'test', now())`;
  });
});
afterAll(async () => {
  await database.end();
  await door.close();
});

it.each(eras)('an agent reads how far a change has come, and not where to, in era %s', async (era) => {
  const client = await connect(door.url, (await makeKey(owner, ['mcp:read:deliveries'])).token, era);
  await client.listTools();
  const listed = await call(client, 'delivery_list', {});
  expect(listed).toMatchObject({
    same: true,
    content: {
      items: [{ state: 'dead', resource: { name: 'lost' } }, { state: 'delivered' }],
      next_cursor: null,
    },
  });
  const narrowed = await call(client, 'delivery_list', { state: 'delivered' });
  expect(narrowed.content).toMatchObject({ items: [{ resource: { name: 'arrived' } }] });
  const shown = await call(client, 'delivery_get', { delivery_id: dead });
  expect(shown.content).toMatchObject({
    delivery: { id: dead, last_outcome: 'timed_out', attempts_made: { length: 10 } },
  });
  expect(JSON.stringify([listed, shown])).not.toMatch(/control\.acme\.com|hidden-path|a1b2|lease/);
  const missing = await call(client, 'delivery_get', { delivery_id: 'dlv_01KAJ3V7Q8M2N4P6R8T0V2X4ZZ' });
  expect(missing.code).toBe('DELIVERY_NOT_FOUND');
  await client.close();
});

it('an agent of another tenant, or without the scope, sees none', async () => {
  const stranger = await makePerson(await makeTenant(), 'reviewer');
  const other = await connect(door.url, (await makeKey(stranger)).token);
  expect((await call(other, 'delivery_list', {})).content).toEqual({ items: [], next_cursor: null });
  expect((await call(other, 'delivery_get', { delivery_id: dead })).code).toBe('DELIVERY_NOT_FOUND');
  await other.close();
  const unscoped = await connect(door.url, (await makeKey(owner, ['mcp:read:evidence'])).token);
  expect((await call(unscoped, 'delivery_list', {})).code).toBe('INSUFFICIENT_SCOPE');
  expect((await call(unscoped, 'delivery_get', { delivery_id: dead })).code).toBe('INSUFFICIENT_SCOPE');
  await unscoped.close();
});
