import { type ControlPlane, replaceSecrets } from '@/db/queries/control-plane';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { principalOf, type System } from '@/lib/domain/actor';
import { recordControlPlane } from './record-control-plane';
import { sealedRow } from './signing-secrets';

/** Signs with these from now on, with its evidence. Where it is announced stays, and whether that is gone. Answers their ids. */
export async function keepSecrets(
  tx: WriteTx,
  operator: System,
  plane: ControlPlane,
  secrets: readonly string[],
): Promise<readonly string[]> {
  const by = { changed_by: principalOf(operator), changed_at: now() };
  const kept = { ...sealedRow(tx.tenantId, secrets), ...by };
  await replaceSecrets(tx, kept);
  recordControlPlane(tx, { ...plane, ...kept });
  return kept.secret_ids;
}
