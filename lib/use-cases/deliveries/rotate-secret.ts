import { lockControlPlane } from '@/db/queries/control-plane';
import { withTenant } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import { accept, type Result } from '@/lib/domain/refusal';
import { keepSecrets } from './keep-secrets';
import { noControlPlane } from './no-control-plane';
import { newSecret, openedSecrets } from './signing-secrets';

/** `secret` is the new one, shown once. */
export type RotatedSecret = { secretIds: readonly string[]; secret: string };

/** Makes a new secret. Messages are signed with it and with the one before, until that is retired. */
export async function rotateSecret(operator: System): Promise<Result<RotatedSecret>> {
  const { value } = await withTenant(operator, async (tx): Promise<Result<RotatedSecret>> => {
    const plane = await lockControlPlane(tx);
    if (plane === null) return noControlPlane();
    const secret = newSecret();
    const newest = openedSecrets(plane, tx.tenantId).slice(0, 1);
    return accept({ secretIds: await keepSecrets(tx, operator, plane, [secret, ...newest]), secret });
  });
  return value;
}
