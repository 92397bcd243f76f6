import { findCheckpoint, type StoredCheckpoint } from '@/db/queries/log-checkpoints';
import { withTenantRead } from '@/db/tenant';
import type { BrokenRecord } from '@/lib/domain/evidence/bundle';
import { parseVerifierKey, type VerifierKey } from '@/lib/domain/log/verifier-key';
import { newestCheckpoint } from '../log/newest-checkpoint';
import { bundler } from './bundle-job';
import type { Head } from './record-check';

/** The signed head that a bundle is made for. */
export type BundleHead = Head & {
  note: string;
  /** The key that verifies the note, as it is written down. */
  verifierKey: string;
  key: VerifierKey;
  /** Where the log goes on unsigned, because it is no longer what was signed; null for a log that is sound. */
  broken: BrokenRecord | null;
};

/**
 * The log is signed as it is now. One that is not what was signed before is signed no more: the last checkpoint is what is
 * left, and an auditor gets what it still covers, marked. Null where nothing was ever signed. Throws where the signer has
 * failed: that passes.
 */
export async function bundleHead(tenantId: string): Promise<BundleHead | null> {
  const newest = await newestCheckpoint(tenantId);
  if (newest.ok) return headOf(newest.value, null);
  if (newest.refusal.code === 'SIGNING_FAILED')
    throw new Error('the log could not be signed', { cause: newest.refusal.cause });
  const last = await withTenantRead(bundler(tenantId), (tx) => findCheckpoint(tx));
  return last && headOf(last, { position: last.size, id: null, field: 'unsigned' });
}

async function headOf(
  { size, root, note, cosignatures, verifier_key: verifierKey }: StoredCheckpoint,
  broken: BrokenRecord | null,
): Promise<BundleHead> {
  const key = await parseVerifierKey(verifierKey);
  if (key === null) throw new Error('the stored verifier key of the checkpoint is none');
  return {
    size,
    root: Uint8Array.from(root),
    note: `${note}${cosignatures.join('')}`,
    verifierKey,
    key,
    broken,
  };
}
