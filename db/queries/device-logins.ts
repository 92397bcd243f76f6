import type { TenantTx, WriteTx } from '@/db/tenant';

export type NewDeviceLogin = {
  id: string;
  device_code_hash: Buffer;
  user_code_hash: Buffer;
  client_name: string;
  host_name: string;
  created_at: Date;
  expires_at: Date;
  interval_seconds: number;
};

export type DeviceLogin = Omit<NewDeviceLogin, 'device_code_hash' | 'user_code_hash'> & {
  polled_at: Date | null;
  decision: 'approved' | 'denied' | null;
  decided_by: string | null;
  decided_tenant: string | null;
  used_at: Date | null;
};

export async function insertDeviceLogin({ sql, tenantId }: WriteTx, login: NewDeviceLogin): Promise<void> {
  await sql`insert into device_logins ${sql({ ...login, tenant_id: tenantId })}`;
}

export async function countWaiting({ sql }: TenantTx, at: Date): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from device_logins
    where tenant_id = current_tenant() and expires_at > ${at} and decision is null`;
  return row?.count ?? 0;
}

export async function forgetDeviceLogins({ sql }: WriteTx, before: Date): Promise<void> {
  await sql`delete from device_logins where tenant_id = current_tenant() and expires_at < ${before}`;
}

/** Locked until commit: a code is decided once and used once. */
export async function lockByUserCode({ sql }: WriteTx, hash: Buffer): Promise<DeviceLogin | null> {
  const [row] = await sql<DeviceLogin[]>`
    select * from device_logins where tenant_id = current_tenant() and user_code_hash = ${hash} for update`;
  return row ?? null;
}

export async function lockByDeviceCode({ sql }: WriteTx, hash: Buffer): Promise<DeviceLogin | null> {
  const [row] = await sql<DeviceLogin[]>`
    select * from device_logins where tenant_id = current_tenant() and device_code_hash = ${hash} for update`;
  return row ?? null;
}

export async function decideDeviceLogin(
  { sql }: WriteTx,
  id: string,
  by: { decision: 'approved' | 'denied'; userId: string; tenantId: string; at: Date },
): Promise<void> {
  await sql`
    update device_logins set decision = ${by.decision}, decided_by = ${by.userId}, decided_tenant = ${by.tenantId},
      decided_at = ${by.at}
    where tenant_id = current_tenant() and id = ${id} and decision is null`;
}

export async function markPolled({ sql }: WriteTx, id: string, at: Date, interval: number): Promise<void> {
  await sql`
    update device_logins set polled_at = ${at}, interval_seconds = ${interval}
    where tenant_id = current_tenant() and id = ${id}`;
}

/** True for the one poll that gets the token. */
export async function useDeviceLogin({ sql }: WriteTx, id: string, at: Date): Promise<boolean> {
  const { count } = await sql`
    update device_logins set used_at = ${at}
    where tenant_id = current_tenant() and id = ${id} and decision = 'approved' and used_at is null`;
  return count === 1;
}
