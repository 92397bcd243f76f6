import { randomBytes } from 'node:crypto';
import type { ControlPlane } from '@/db/queries/control-plane';
import { openSecrets, sealSecrets } from '@/lib/domain/delivery/sealed-secrets';
import { secretBytes, secretIdOf, writeSecret } from '@/lib/domain/delivery/signature';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { sealingText } from './sealing-text';

/** A signing secret that nobody has seen yet. */
export const newSecret = (): string => writeSecret(randomBytes(secretBytes));

/** Secrets as a control plane keeps them, newest first. */
export const sealedRow = (tenantId: string, secrets: readonly string[]) => ({
  sealed_secrets: sealSecrets(sealingText(), tenantId, secrets, randomBytes(12)),
  secret_ids: secrets.map(secretIdOf),
});

/** The secrets of a control plane, newest first; none where this process cannot open them. */
export const openedSecrets = (plane: ControlPlane, tenantId: string): readonly string[] =>
  openSecrets(sealingText(), tenantId, plane.sealed_secrets) ?? [];

/** The same, refused where this process cannot open them. */
export function secretsOf(plane: ControlPlane, tenantId: string): Result<readonly string[]> {
  const secrets = openedSecrets(plane, tenantId);
  if (secrets.length > 0) return accept(secrets);
  return refuse(
    'VALIDATION_FAILED',
    'The secrets cannot be opened with this delivery key: rotate the secret first.',
  );
}
