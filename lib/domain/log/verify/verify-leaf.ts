import { toBase64 } from '../base64';
import type { TlogProof } from '../tlog-proof';
import type { VerifierKey } from '../verifier-key';
import { checkAgainst } from './check-against';
import { checkCheckpoint } from './check-checkpoint';
import { checkCosignatures } from './check-cosignatures';
import { isInTree } from './check-proofs';
import type { LogRecord } from './check-record';
import type { Findings } from './findings';
import { logTenant } from './log-tenant';
import type { FileKind, Verdict } from './verdict';
import type { VerifyOptions } from './verify-options';

type Leaf = {
  kind: FileKind;
  proof: TlogProof;
  record: LogRecord;
  /** The key that came along. */
  carried: VerifierKey | null;
  /** What the file calls the size of the tree, where it does beside the checkpoint. */
  size?: number;
};

/** One record: the log's key signed the checkpoint, the record is of that log, and it lies in the signed tree. */
export async function verifyLeaf(
  { kind, proof, record, carried, size }: Leaf,
  { trust, against: kept, onProgress }: VerifyOptions,
  found: Findings,
): Promise<Verdict> {
  const head = await checkCheckpoint({ note: proof.checkpoint, carried }, trust, found);
  if (head === null) return found.verdict(kind);
  const { position } = record;
  const entry = record.entry();
  if (entry.tenant !== logTenant(head.origin)) {
    const words = 'The entry belongs to another log.';
    found.add({ code: 'FIELD_DIFFERS', position, id: entry.id, field: 'tenant', words });
  }
  if (size !== undefined && size !== head.size) {
    const words = 'The proof is of another size than its checkpoint.';
    found.add({ code: 'CHECKPOINT_DIFFERS', position, id: entry.id, field: 'proof.size', words });
  }
  const isProved = await isInTree({ record, proof }, head, found);
  const cosignedBy = await checkCosignatures([head], trust.keys, found);
  const against = kept === null ? null : await checkAgainst(kept, head, null, found);
  onProgress({ done: 1, total: 1 });
  if (found.count > 0 || !isProved) return found.verdict(kind);
  return {
    ok: true,
    kind,
    origin: head.origin,
    size: head.size,
    root: toBase64(head.root),
    positions: [position],
    draftId: null,
    records: 1,
    statements: 0,
    signedBy: head.signedBy,
    cosignedBy,
    anchor: null,
    against,
  };
}
