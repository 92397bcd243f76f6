import { newSalt } from '@/db/new-id';
import { type ControlPlane, lockControlPlane, setControlPlane as setRow } from '@/db/queries/control-plane';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import { principalOf, type System } from '@/lib/domain/actor';
import { parseControlPlaneUrl } from '@/lib/domain/delivery/control-plane-url';
import { accept, type Result } from '@/lib/domain/refusal';
import { recordControlPlane } from './record-control-plane';
import { newSecret, sealedRow, secretsOf } from './signing-secrets';

/** `secret` is the one that was made, shown once; null where the ones that there are stay. */
export type SetControlPlane = { url: string; secretIds: readonly string[]; secret: string | null };

type Signing = Pick<ControlPlane, 'sealed_secrets' | 'secret_ids'> & { secret: string | null };

/**
 * Sets where the changes of a tenant are announced; an address that was gone is asked again. The first time a secret is
 * made; later the ones there are stay.
 */
export async function setControlPlane(operator: System, text: string): Promise<Result<SetControlPlane>> {
  const url = parseControlPlaneUrl(text, config().deliveryToLoopback);
  if (!url.ok) return url;
  const { value } = await withTenant(operator, async (tx): Promise<Result<SetControlPlane>> => {
    const before = await lockControlPlane(tx);
    const signing = before === null ? accept(firstSecret(tx.tenantId)) : keptSecrets(before, tx.tenantId);
    if (!signing.ok) return signing;
    const { secret, ...sealed } = signing.value;
    const by = { changed_by: principalOf(operator), changed_at: now() };
    const plane = { url: url.value.href, url_salt: newSalt(), ...sealed, ...by };
    await setRow(tx, plane);
    recordControlPlane(tx, plane);
    return accept({ url: plane.url, secretIds: plane.secret_ids, secret });
  });
  return value;
}

function firstSecret(tenantId: string): Signing {
  const secret = newSecret();
  return { ...sealedRow(tenantId, [secret]), secret };
}

/** Refused where nothing could be signed: what is announced would never be sent. */
function keptSecrets(before: ControlPlane, tenantId: string): Result<Signing> {
  const secrets = secretsOf(before, tenantId);
  if (!secrets.ok) return secrets;
  return accept({ sealed_secrets: before.sealed_secrets, secret_ids: before.secret_ids, secret: null });
}
