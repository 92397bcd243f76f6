import { addCosignatures, type StoredCheckpoint } from '@/db/queries/log-checkpoints';
import { withTenant, withTenantRead } from '@/db/tenant';
import { anchorTenant } from '@/lib/domain/log/anchor-log';
import type { Bytes } from '@/lib/domain/log/bytes';
import { consistencySpans } from '@/lib/domain/log/span';
import type { Result } from '@/lib/domain/refusal';
import { anchorer } from './anchor-checkpoints';
import { newestCheckpoint } from './newest-checkpoint';
import { spanHashes } from './span-hashes';

/** The newest checkpoint of the anchor log, signed first if it has grown. */
export const anchorCheckpoint = (): Promise<Result<StoredCheckpoint>> => newestCheckpoint(anchorTenant);

/** RFC 6962 section 2.1.2: that the anchor log of `to` leaves extends that of `from`. */
export async function anchorGrowth(from: number, to: number): Promise<readonly Bytes[]> {
  const [hashes] =
    (await withTenantRead(anchorer(anchorTenant), (tx) => spanHashes(tx, [consistencySpans(from, to)]))) ??
    [];
  if (hashes === undefined) throw new Error('the anchor log does not hold what its growth is proved with');
  return hashes;
}

/** Keeps what a witness has signed of the anchor log, once it is verified. */
export async function keepCosignatures(size: number, lines: readonly string[]): Promise<void> {
  await withTenant(anchorer(anchorTenant), (tx) => addCosignatures(tx, size, lines));
}
