import { randomBytes } from 'node:crypto';
import { newId } from '@/db/new-id';
import { countWaiting, forgetDeviceLogins, insertDeviceLogin } from '@/db/queries/device-logins';
import { nilTenant } from '@/db/queries/sign-in-attempts';
import { type WriteTx, withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import { deviceLimits, hashDeviceCode, writeUserCode } from '@/lib/domain/people/device-code';
import { addressGroup } from '@/lib/domain/people/sign-in-limit';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { isEverybodysAddress } from '../people/everybodys-address';
import { doorkeeper } from '../people/signed-in';
import { authSecret, limitTries } from './limit-tries';

export type DeviceStart = {
  deviceCode: string;
  userCode: string;
  expiresInSeconds: number;
  intervalSeconds: number;
};

const lifeMs = deviceLimits.minutes * 60_000;

/** RFC 8628 section 3.1: a program asks for a login. Both codes are told here once and stored as keyed hashes. */
export async function startDeviceLogin(
  asks: { clientName: string; hostName: string },
  address: string | null,
): Promise<Result<DeviceStart>> {
  const at = now();
  const deviceCode = randomBytes(32).toString('base64url');
  const userCode = writeUserCode(randomBytes(64));
  const { value: refusal } = await withTenant(doorkeeper(nilTenant), async (tx): Promise<Refusal | null> => {
    const tooMany = await limited(tx, address, at);
    if (tooMany) return tooMany;
    await insertDeviceLogin(tx, {
      id: newId('dev'),
      device_code_hash: hashDeviceCode(authSecret(), 'device', deviceCode),
      user_code_hash: hashDeviceCode(authSecret(), 'user', userCode),
      client_name: asks.clientName,
      host_name: asks.hostName,
      created_at: at,
      expires_at: new Date(at.getTime() + lifeMs),
      interval_seconds: deviceLimits.intervalSeconds,
    });
    return null;
  });
  if (refusal) return { ok: false, refusal };
  return accept({
    deviceCode,
    userCode,
    expiresInSeconds: lifeMs / 1000,
    intervalSeconds: deviceLimits.intervalSeconds,
  });
}

async function limited(tx: WriteTx, address: string | null, at: Date): Promise<Refusal | null> {
  await forgetDeviceLogins(tx, new Date(at.getTime() - lifeMs));
  if ((await countWaiting(tx, at)) >= deviceLimits.waiting) {
    return refuse('RATE_LIMITED', 'Too many logins are waiting. Try again later.').refusal;
  }
  if (isEverybodysAddress(address, config().trustProxy)) return null;
  return limitTries(tx, { what: `device-start:${addressGroup(address)}`, max: deviceLimits.perAddress, at });
}
