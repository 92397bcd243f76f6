import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';
import { pool } from '@/db/pool';
import { withTenant } from '@/db/tenant';
import { makeTenant } from '@/db/testing/fixtures';
import { ConnectionLost } from '@/db/transaction-connection';
import { refusalOfFault } from './fault';

const owner = postgres(inject('ownerUrl'), { max: 2 });
afterAll(() => owner.end());

it('a lock that could not be had in time asks to come again', async () => {
  await owner.begin(async (holder) => {
    await holder`select pg_advisory_xact_lock(720041)`;
    const waited = await owner
      .begin(async (sql) => {
        await sql`set local lock_timeout = '20ms'`;
        await sql`select pg_advisory_xact_lock(720041)`;
      })
      .catch((fault: unknown) => fault);
    expect(waited).toMatchObject({ code: '55P03' });
    expect(refusalOfFault(waited).code).toBe('SERVICE_UNAVAILABLE');
  });
});

it('any other statement that fails is a fault of ours', async () => {
  const failed = await owner`select 1 / 0`.catch((fault: unknown) => fault);
  expect(refusalOfFault(failed).code).toBe('INTERNAL_ERROR');
});

it('a connection that was lost before COMMIT asks to come again: nothing has happened', async () => {
  const tenant = await makeTenant();
  const lost = await withTenant(tenant.system, async ({ sql }) => {
    const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await pool()`select pg_terminate_backend(${row?.pid ?? 0})`;
    await new Promise((resolve) => setTimeout(resolve, 200));
    await sql`select 1`;
  }).catch((fault: unknown) => fault);
  expect(lost).toBeInstanceOf(ConnectionLost);
  expect(refusalOfFault(lost).code).toBe('SERVICE_UNAVAILABLE');
});
