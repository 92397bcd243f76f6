import { openCircuits } from '@/db/queries/circuits';
import { type TenantTx, withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { PausedKey } from '@/lib/domain/limits/paused-key';
import { visible } from '@/lib/domain/text/visible';

/** The keys of a person’s tenant that are paused by their circuit breakers, the longest pause first. */
export const listCircuits = (human: Human): Promise<PausedKey[]> => withTenantRead(human, pausedKeys);

/** The ids of those whose circuit is open. */
export const keysPaused = async (tx: TenantTx): Promise<ReadonlySet<string>> =>
  new Set((await openCircuits(tx)).flatMap((row) => (row.state === 'open' ? [row.key_id] : [])));

export async function pausedKeys(tx: TenantTx): Promise<PausedKey[]> {
  return (await openCircuits(tx)).map((row) => ({
    keyId: row.key_id,
    keyName: visible(row.key_name),
    state: row.state === 'half_open' ? 'half_open' : 'open',
    until: row.open_until,
  }));
}
