import { readBundlePart } from '@/db/queries/bundles';
import { withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { showBundle } from './show-bundle';

export type BundleDownload = { bytes: number; sha256: string; pieces: AsyncGenerator<Uint8Array> };

const askAgainSeconds = 2;

/** The file of a bundle that is ready, piece by piece: no more than one is held at a time. */
export async function openBundleFile(human: Human, id: string): Promise<Result<BundleDownload>> {
  const shown = await showBundle(human, id);
  if (!shown.ok) return shown;
  const { file, failedCode } = shown.value;
  if (failedCode !== null) {
    return refuse('BUNDLE_FAILED', `This bundle could not be made: ${failedCode}.`);
  }
  if (file === null) {
    return refuse('BUNDLE_NOT_READY', 'This bundle is not ready yet.', {
      retryAfterSeconds: askAgainSeconds,
    });
  }
  return accept({ ...file, pieces: piecesOf(human, id, file.bytes) });
}

/** Throws where the parts end before the file does: half of a bundle that was swept meanwhile passes for no whole. */
async function* piecesOf(human: Human, id: string, bytes: number): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for (let part = -1; ; ) {
    const after = part;
    const piece = await withTenantRead(human, (tx) => readBundlePart(tx, id, after));
    if (piece === null) break;
    yield piece.content;
    sent += piece.content.length;
    part = piece.part;
  }
  if (sent !== bytes) throw new Error(`bundle ${id} ended after ${sent} of ${bytes} bytes`);
}
