import { withTenantRead } from '@/db/tenant';
import type { Agent, Human } from '@/lib/domain/actor';
import { fromBase64 } from '@/lib/domain/log/base64';
import { sameBytes } from '@/lib/domain/log/bytes';
import { leafHash } from '@/lib/domain/log/merkle-hash';
import { inclusionSpans } from '@/lib/domain/log/span';
import { rootFromInclusion } from '@/lib/domain/log/verify-inclusion';
import { accept, type Result } from '@/lib/domain/refusal';
import type { Proved } from '@/lib/domain/wire/proof-wire';
import { showEvidence } from '../evidence/show-evidence';
import { freshCheckpoint } from './fresh-checkpoint';
import { logBroken } from './log-broken';
import { spanHashes } from './span-hashes';

/**
 * One record with its inclusion proof in the tree of the newest signed head. It is verified here as its reader will verify
 * it, from the bytes that leave: one that does not hold is never given out.
 */
export async function proveInclusion(actor: Agent | Human, id: string): Promise<Result<Proved>> {
  const shown = await showEvidence(actor, id);
  if (!shown.ok) return shown;
  const signed = await freshCheckpoint(actor);
  if (!signed.ok) return signed;
  const { value: item } = shown;
  const { value: checkpoint } = signed;
  const { merklePosition: index } = item;
  const entry = fromBase64(item.entry) ?? new Uint8Array();
  const { size } = checkpoint;
  const spans = index < size ? inclusionSpans(index, size) : [];
  const [hashes = []] = (await withTenantRead(actor, (tx) => spanHashes(tx, [spans]))) ?? [];
  const root = await rootFromInclusion({ index, size, leaf: await leafHash(entry), hashes });
  if (root === null || !sameBytes(root, checkpoint.root))
    return logBroken(actor.tenantId, `the proof of position ${index} in ${size}`);
  return accept({ item, entry, hashes, checkpoint });
}
