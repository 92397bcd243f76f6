import { lockControlPlane } from '@/db/queries/control-plane';
import { withTenant } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { keepSecrets } from './keep-secrets';
import { noControlPlane } from './no-control-plane';
import { secretsOf } from './signing-secrets';

/** Ends the older of two secrets. */
export async function retireSecret(operator: System): Promise<Result<{ secretIds: readonly string[] }>> {
  const { value } = await withTenant(
    operator,
    async (tx): Promise<Result<{ secretIds: readonly string[] }>> => {
      const plane = await lockControlPlane(tx);
      if (plane === null) return noControlPlane();
      const secrets = secretsOf(plane, tx.tenantId);
      if (!secrets.ok) return secrets;
      if (secrets.value.length < 2)
        return refuse('VALIDATION_FAILED', 'There is only one secret: rotate it first.');
      return accept({ secretIds: await keepSecrets(tx, operator, plane, secrets.value.slice(0, 1)) });
    },
  );
  return value;
}
