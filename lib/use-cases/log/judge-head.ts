import { findCheckpoint, logHead, type StoredCheckpoint } from '@/db/queries/log-checkpoints';
import type { TenantTx } from '@/db/tenant';
import type { LogState } from '@/host/log-state';
import { type Bytes, concat, sameBytes } from '@/lib/domain/log/bytes';
import type { Checkpoint } from '@/lib/domain/log/checkpoint';
import { emptyRoot } from '@/lib/domain/log/merkle-hash';
import { openCheckpoint } from '@/lib/domain/log/open-checkpoint';
import { consistencySpans } from '@/lib/domain/log/span';
import { hashOfSpan, nodesOfSpan } from '@/lib/domain/log/stored-node';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import { isConsistent } from '@/lib/domain/log/verify-consistency';
import { accept, type Result } from '@/lib/domain/refusal';
import { notSignable } from './not-signable';
import { spanHashes } from './span-hashes';

export type JudgedHead = { size: number; root: Bytes; newest: StoredCheckpoint | null };

/**
 * The committed head of a tenant's log, which may be signed: the stored hashes give it, and it holds unchanged whatever was
 * signed before, by the database and by what is kept outside it.
 */
export async function judgeHead(tx: TenantTx, state: LogState | null): Promise<Result<JudgedHead>> {
  const head = await logHead(tx);
  const newest = await findCheckpoint(tx);
  const root = await rootOf(tx, head);
  if (root === null) return notSignable('The head of the log is not what its stored hashes give.');
  if (newest !== null) {
    const signed = await opened({ note: newest.note, verifierKey: newest.verifier_key });
    if (signed === null) return notSignable('The newest stored checkpoint is not what its key signed.');
    if (signed.size !== newest.size || !sameBytes(signed.root, newest.root))
      return notSignable('The newest stored checkpoint is not what its row says.');
    const behind = await whyBehind(tx, { size: head.size, root }, signed);
    if (behind !== null) return notSignable(behind);
  }
  if (state !== null) {
    const signed = await opened(state);
    if (signed === null) return notSignable('What is kept in DATA_DIR of the last signed head is damaged.');
    const behind = await whyBehind(tx, { size: head.size, root }, signed);
    if (behind !== null) return notSignable(behind);
  }
  return accept({ size: head.size, root, newest });
}

/** Null unless the stored subtrees are those of the head. */
async function rootOf(tx: TenantTx, head: { size: number; edge: Buffer }): Promise<Bytes | null> {
  const spans = nodesOfSpan({ from: 0, to: head.size }).map(({ level, index }) => ({
    from: index * 2 ** level,
    to: (index + 1) * 2 ** level,
  }));
  const [edge] = (await spanHashes(tx, [spans])) ?? [];
  if (edge === undefined || !sameBytes(concat(...edge), head.edge)) return null;
  return edge.length === 0 ? emptyRoot() : hashOfSpan(edge);
}

async function opened({ note, verifierKey }: LogState): Promise<Checkpoint | null> {
  const key = await parseVerifierKey(verifierKey);
  const checkpoint = key === null ? null : await openCheckpoint(note, key);
  return checkpoint?.ok ? checkpoint.checkpoint : null;
}

/** Null when the log still holds what was signed. */
async function whyBehind(
  tx: TenantTx,
  head: { size: number; root: Bytes },
  signed: Checkpoint,
): Promise<string | null> {
  if (signed.size > head.size)
    return `The log ends at ${head.size}, but it was signed up to ${signed.size}. An older backup was restored, most likely.`;
  const [proof] = (await spanHashes(tx, [consistencySpans(signed.size, head.size)])) ?? [];
  return proof !== undefined && (await isConsistent(signed, head, proof))
    ? null
    : `The log is no longer what was signed of its first ${signed.size} records. An older backup was restored, or records were changed.`;
}
