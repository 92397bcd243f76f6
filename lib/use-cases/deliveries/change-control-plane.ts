import { randomBytes } from 'node:crypto';
import { newId, newSalt } from '@/db/new-id';
import {
  type ControlPlane,
  deleteControlPlane,
  lockControlPlane,
  putControlPlane,
} from '@/db/queries/control-plane';
import { type WriteTx, withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import { principalOf, type System } from '@/lib/domain/actor';
import { parseControlPlaneUrl } from '@/lib/domain/delivery/control-plane-url';
import { openSecrets, sealSecrets } from '@/lib/domain/delivery/sealed-secrets';
import { secretBytes, secretIdOf, writeSecret } from '@/lib/domain/delivery/signature';
import {
  controlPlaneRemovedEvidence,
  controlPlaneSetEvidence,
} from '@/lib/domain/evidence/control-plane-evidence';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { sealingText } from './sealing-text';

/** `secret` is the one that was made, shown once; null where the ones that there are stay. */
export type ChangedControlPlane = { url: string; secretIds: readonly string[]; secret: string | null };

type Change = (
  before: ControlPlane | null,
  tenantId: string,
) => Result<{ url: URL; secrets: readonly string[] }>;

/** Sets where the changes of a tenant are announced. The first time a secret is made; later the ones there are stay. */
export async function setControlPlane(operator: System, text: string): Promise<Result<ChangedControlPlane>> {
  const url = parseControlPlaneUrl(text, config().deliveryToLoopback);
  if (!url.ok) return url;
  return change(operator, (before, tenantId) => {
    if (before === null) return accept({ url: url.value, secrets: [newSecret()] });
    const secrets = secretsOf(before, tenantId);
    return secrets.ok ? accept({ url: url.value, secrets: secrets.value }) : secrets;
  });
}

/** Makes a new secret. Messages are signed with it and with the one before, until that is retired. */
export const rotateSecret = (operator: System): Promise<Result<ChangedControlPlane>> =>
  change(operator, (before, tenantId) => {
    if (before === null) return noControlPlane();
    const [newest] = openedSecrets(before, tenantId);
    return accept({
      url: new URL(before.url),
      secrets: [newSecret(), ...(newest === undefined ? [] : [newest])],
    });
  });

/** Ends the older of two secrets. */
export const retireSecret = (operator: System): Promise<Result<ChangedControlPlane>> =>
  change(operator, (before, tenantId) => {
    if (before === null) return noControlPlane();
    const secrets = secretsOf(before, tenantId);
    if (!secrets.ok) return secrets;
    if (secrets.value.length < 2)
      return refuse('VALIDATION_FAILED', 'There is only one secret: rotate it first.');
    return accept({ url: new URL(before.url), secrets: secrets.value.slice(0, 1) });
  });

/** Ends all announcing. What still waited is dead, and can be sent again once there is a control plane. */
export async function removeControlPlane(operator: System): Promise<Result<{ ended: number }>> {
  const { value } = await withTenant(operator, async (tx): Promise<Result<{ ended: number }>> => {
    if ((await lockControlPlane(tx)) === null) return noControlPlane();
    const ended = await deleteControlPlane(tx);
    const by = { removedBy: principalOf(operator), removedAt: now() };
    tx.record(controlPlaneRemovedEvidence({ id: newId('evd'), tenant: tx.tenantId, ...by }));
    return accept({ ended });
  });
  return value;
}

async function change(operator: System, changed: Change): Promise<Result<ChangedControlPlane>> {
  const { value } = await withTenant(operator, async (tx): Promise<Result<ChangedControlPlane>> => {
    const before = await lockControlPlane(tx);
    const next = changed(before, tx.tenantId);
    return next.ok ? accept(await put(tx, operator, before, next.value)) : next;
  });
  return value;
}

async function put(
  tx: WriteTx,
  operator: System,
  before: ControlPlane | null,
  { url, secrets }: { url: URL; secrets: readonly string[] },
): Promise<ChangedControlPlane> {
  const plane = {
    url: url.href,
    url_salt: newSalt(),
    sealed_secrets: sealSecrets(sealingText(), tx.tenantId, secrets, randomBytes(12)),
    secret_ids: secrets.map(secretIdOf),
    changed_by: principalOf(operator),
    changed_at: now(),
  };
  await putControlPlane(tx, plane);
  tx.record(
    controlPlaneSetEvidence({
      id: newId('evd'),
      tenant: tx.tenantId,
      setBy: plane.changed_by,
      setAt: plane.changed_at,
      url,
      salt: plane.url_salt,
      secretIds: plane.secret_ids,
    }),
  );
  const known = before?.secret_ids ?? [];
  const secret = secrets.find((one) => !known.includes(secretIdOf(one))) ?? null;
  return { url: url.href, secretIds: plane.secret_ids, secret };
}

const newSecret = (): string => writeSecret(randomBytes(secretBytes));
const openedSecrets = (plane: ControlPlane, tenantId: string): readonly string[] =>
  openSecrets(sealingText(), tenantId, plane.sealed_secrets) ?? [];

function secretsOf(plane: ControlPlane, tenantId: string): Result<readonly string[]> {
  const secrets = openedSecrets(plane, tenantId);
  if (secrets.length > 0) return accept(secrets);
  return refuse(
    'VALIDATION_FAILED',
    'The secrets cannot be opened with this delivery key: rotate the secret first.',
  );
}

const noControlPlane = () => refuse('RESOURCE_NOT_FOUND', 'This tenant has no control plane.');
