import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { WriteTx } from '@/db/tenant';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import type { Agent } from '@/lib/domain/actor';
import { accept } from '@/lib/domain/refusal';
import { codeOf } from '@/lib/use-cases/testing/result';
import { refusalOfFault } from './fault';
import { actOnce } from './once';

const owner = postgres(inject('ownerUrl'), { max: 2 });
let agent: Agent;

beforeAll(async () => {
  agent = (await makeKey(await makePerson(await makeTenant(), 'reviewer'))).agent;
});
afterAll(() => owner.end());

const once = (key: string | null, act: (tx: WriteTx) => Promise<unknown>) =>
  actOnce(agent, { operation: 'test', key, request: {} }, async (tx) => accept(await act(tx)));

/** Waits for a lock that somebody else holds, as long as 20 ms. */
const stuck = async ({ sql }: WriteTx) => {
  await sql`set local lock_timeout = '20ms'`;
  await sql`select pg_advisory_xact_lock(720042)`;
};

it('says that a request with the same key still runs, and that of no other wait', async () => {
  await owner.begin(async (holder) => {
    await holder`select pg_advisory_xact_lock(720042)`;
    for (const key of ['another-wait', null]) {
      const fault = await once(key, stuck).catch((thrown: unknown) => thrown);
      expect(refusalOfFault(fault).code).toBe('SERVICE_UNAVAILABLE');
    }
  });
});

it('refuses a twin that has waited as long as it may', async () => {
  const begun = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const first = once('twin', async () => {
    begun.resolve();
    await held.promise;
    return 'done';
  });
  await begun.promise;
  expect(codeOf(await once('twin', () => Promise.resolve('never')))).toBe('IDEMPOTENCY_CONFLICT');
  held.resolve();
  expect(await first).toMatchObject({ ok: true, value: { kept: 'done', replayed: false } });
  expect(await once('twin', () => Promise.resolve('never'))).toMatchObject({
    value: { kept: 'done', replayed: true },
  });
});
