import { type DeviceLogin, decideDeviceLogin as decide, lockByUserCode } from '@/db/queries/device-logins';
import { nilTenant } from '@/db/queries/sign-in-attempts';
import { type WriteTx, withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { deviceLimits, hashDeviceCode, readUserCode } from '@/lib/domain/people/device-code';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { doorkeeper } from '../people/signed-in';
import { authSecret, limitTries } from './limit-tries';

/** What asks for a login, in its own words: shown, and proving nothing. */
export type DeviceRequest = { clientName: string; hostName: string; createdAt: Date; expiresAt: Date };

/** The login that waits under this code. A code that leads nowhere counts against the person who typed it. */
export async function showDeviceLogin(actor: Human, typed: string): Promise<Result<DeviceRequest>> {
  const { value } = await withTenant(doorkeeper(nilTenant), (tx) => waiting(tx, actor, typed));
  if (!value.ok) return value;
  const { client_name, host_name, created_at, expires_at } = value.value;
  return accept({
    clientName: client_name,
    hostName: host_name,
    createdAt: created_at,
    expiresAt: expires_at,
  });
}

/** A signed-in person lets a terminal act as them, or does not. Once. */
export async function decideDeviceLogin(
  actor: Human,
  input: { userCode: string; approve: boolean },
): Promise<Result<{ approved: boolean }>> {
  const { value } = await withTenant(
    doorkeeper(nilTenant),
    async (tx): Promise<Result<{ approved: boolean }>> => {
      const found = await waiting(tx, actor, input.userCode);
      if (!found.ok) return found;
      const { userId, tenantId } = actor;
      const decision = input.approve ? 'approved' : 'denied';
      await decide(tx, found.value.id, { decision, userId, tenantId, at: now() });
      return accept({ approved: input.approve });
    },
  );
  return value;
}

async function waiting(tx: WriteTx, actor: Human, typed: string): Promise<Result<DeviceLogin>> {
  const at = now();
  const code = readUserCode(typed);
  const found = code === null ? null : await lockByUserCode(tx, hashDeviceCode(authSecret(), 'user', code));
  if (found !== null && found.decision === null && found.expires_at.getTime() > at.getTime()) {
    return accept(found);
  }
  const tooMany = await limitTries(tx, {
    what: `device-code:${actor.userId}`,
    max: deviceLimits.perPerson,
    at,
  });
  if (tooMany) return { ok: false, refusal: tooMany };
  return refuse('EXPIRED_TOKEN', 'No login waits under this code. It may have run out or been decided.', {
    hint: 'Run draft login again, and open the address that it prints.',
  });
}
