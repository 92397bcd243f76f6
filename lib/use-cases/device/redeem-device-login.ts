import { randomBytes } from 'node:crypto';
import { newId } from '@/db/new-id';
import { type DeviceLogin, lockByDeviceCode, markPolled, useDeviceLogin } from '@/db/queries/device-logins';
import { insertSession } from '@/db/queries/people';
import { nilTenant } from '@/db/queries/sign-in-attempts';
import { type WriteTx, withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import { terminalApprovedEvidence } from '@/lib/domain/evidence/access-evidence';
import { writeCliToken } from '@/lib/domain/keys/cli-token';
import { hashToken } from '@/lib/domain/keys/key-format';
import { deviceLimits, hashDeviceCode } from '@/lib/domain/people/device-code';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { doorkeeper } from '../people/signed-in';
import { authSecret } from './limit-tries';

type Approved = { tenantId: string; userId: string; label: string };
export type CliToken = { token: string; expiresInSeconds: number };

/** A timer that fires a little early must not be told to slow down. */
const toleranceMs = 250;

/**
 * RFC 8628 sections 3.4 and 3.5: one poll of a terminal. The code is used up before the session is opened: a crash
 * between the two loses a login and never makes a second one.
 */
export async function redeemDeviceLogin(deviceCode: string): Promise<Result<CliToken>> {
  const { value: found } = await withTenant(doorkeeper(nilTenant), (tx) => poll(tx, deviceCode));
  return found.ok ? accept(await open(found.value)) : found;
}

async function poll(tx: WriteTx, deviceCode: string): Promise<Result<Approved>> {
  const at = now();
  const login = await lockByDeviceCode(tx, hashDeviceCode(authSecret(), 'device', deviceCode));
  if (login === null || login.used_at !== null || login.expires_at.getTime() <= at.getTime()) {
    return refuse('EXPIRED_TOKEN', 'This login has run out, was used, or never was.', {
      hint: 'Run: draft login',
    });
  }
  const refusal = await undecided(tx, login, at);
  if (refusal) return { ok: false, refusal };
  const { decided_by: userId, decided_tenant: tenantId, client_name, host_name } = login;
  if (userId === null || tenantId === null || !(await useDeviceLogin(tx, login.id, at))) {
    throw new Error('an approved login could not be used');
  }
  return accept({ tenantId, userId, label: `${client_name} on ${host_name}`.slice(0, 200) });
}

async function undecided(tx: WriteTx, login: DeviceLogin, at: Date): Promise<Refusal | null> {
  const { decision, polled_at: last, interval_seconds: interval } = login;
  if (decision === 'denied') return refuse('ACCESS_DENIED', 'This login was refused in the browser.').refusal;
  const tooSoon = last !== null && at.getTime() - last.getTime() < interval * 1000 - toleranceMs;
  await markPolled(
    tx,
    login.id,
    at,
    tooSoon ? Math.min(interval + deviceLimits.slowDownSeconds, 600) : interval,
  );
  if (tooSoon)
    return refuse('SLOW_DOWN', 'Asked too soon. Wait five seconds longer between two tries.').refusal;
  if (decision === 'approved') return null;
  return refuse('AUTHORIZATION_PENDING', 'Nobody has approved this login yet.').refusal;
}

async function open({ tenantId, userId, label }: Approved): Promise<CliToken> {
  const createdAt = now();
  const lifeMs = config().cliSessionHours * 3_600_000;
  const id = newId('ses');
  const token = writeCliToken(id, randomBytes(32));
  const until = new Date(createdAt.getTime() + lifeMs);
  await withTenant(doorkeeper(tenantId), async (tx) => {
    await insertSession(tx, {
      id,
      user_id: userId,
      created_at: createdAt,
      expires_at: until,
      cli: { label, secret_digest: hashToken(token) },
    });
    const terminal = { sessionId: id, personId: userId, at: createdAt, until };
    tx.record(terminalApprovedEvidence({ id: newId('evd'), tenant: tenantId, ...terminal }));
  });
  return { token, expiresInSeconds: lifeMs / 1000 };
}
