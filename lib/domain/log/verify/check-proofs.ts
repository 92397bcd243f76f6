import { bundleNames, proofName } from '../bundle/bundle-names';
import { type Bytes, sameBytes } from '../bytes';
import { leafHash } from '../merkle-hash';
import { parseTlogProof, type TlogProof } from '../tlog-proof';
import { utf8Text } from '../utf8-text';
import { rootFromInclusion } from '../verify-inclusion';
import type { SignedHead } from './check-checkpoint';
import type { LogRecord } from './check-record';
import type { Findings } from './findings';
import { type Bundle, provedPositions } from './open-bundle';

/** The records that have a proof of their own, and the hashes that lead from each to the signed root. */
export type Proofs = ReadonlyMap<number, readonly Bytes[]>;

/** Each record whose proof a bundle has to hold lies in the signed tree. Only proofs that hold are given back. */
export async function checkProofs(
  { manifest, files }: Bundle,
  records: readonly LogRecord[],
  head: SignedHead,
  found: Findings,
): Promise<Proofs> {
  const byPosition = new Map(records.map((record) => [record.position, record]));
  const held = new Map<number, readonly Bytes[]>();
  for (const position of provedPositions(manifest.scope)) {
    const file = proofName(position);
    const proof = readProof(files.get(file), { position, file, note: head.note }, found);
    const record = byPosition.get(position);
    if (proof === null || record === undefined) continue;
    const isTrue = await isInTree({ record, proof, file }, head, found);
    if (isTrue) held.set(position, proof.hashes);
  }
  return held;
}

function readProof(
  bytes: Uint8Array | undefined,
  { position, file, note }: { position: number; file: string; note: string },
  found: Findings,
): TlogProof | null {
  const at = { position, file };
  if (bytes === undefined) {
    return found.add({ ...at, code: 'FILE_MISSING', words: 'The proof of this record is missing.' });
  }
  const text = utf8Text(bytes);
  const proof = text === null ? null : parseTlogProof(text);
  if (proof === null || proof.index !== position) {
    return found.add({
      ...at,
      code: 'PROOF_INVALID',
      words: `The file is not a proof of position ${position}.`,
    });
  }
  if (proof.checkpoint !== note) {
    const words = `The proof is of another checkpoint than ${bundleNames.checkpoint}.`;
    return found.add({ ...at, code: 'CHECKPOINT_DIFFERS', words });
  }
  return proof;
}

type Claim = { record: LogRecord; proof: Pick<TlogProof, 'extra' | 'hashes'>; file?: string };

/** The record is the leaf at its position of the signed tree; what the proof carries beside is the record's entry. */
export async function isInTree(
  { record, proof, file }: Claim,
  head: SignedHead,
  found: Findings,
): Promise<boolean> {
  const { position: index, leaf } = record;
  const at = { position: index, id: record.entry().id, ...(file !== undefined && { file }) };
  if (proof.extra !== null && !sameBytes(await leafHash(proof.extra), leaf)) {
    found.add({ ...at, code: 'PROOF_INVALID', field: 'extra', words: 'The proof carries another entry.' });
    return false;
  }
  const root = await rootFromInclusion({ index, size: head.size, leaf, hashes: proof.hashes });
  if (root !== null && sameBytes(root, head.root)) return true;
  const words =
    'The proof does not lead from this record to the signed root: the record, or what lies beside it, is not what was signed.';
  found.add({ ...at, code: 'ROOT_DIFFERS', words });
  return false;
}
