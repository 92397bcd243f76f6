import { fromBase64 } from '../base64';
import type { Bytes } from '../bytes';
import { leafHash } from '../merkle-hash';
import { readEntry } from '../read-entry';
import { formatTlogProof, type TlogProof } from '../tlog-proof';
import { parseVerifierKey } from '../verifier-key';
import { checkRecord, type LogRecord } from './check-record';
import { Findings } from './findings';
import { logTenant } from './log-tenant';
import type { ProofDocument } from './read-proof-document';
import type { Verdict } from './verdict';
import { verifyLeaf } from './verify-leaf';
import type { VerifyOptions } from './verify-options';

/** Verifies a C2SP tlog-proof whose extra data is the entry. It carries no key: the reader brings one. */
export async function verifyTlogProof(proof: TlogProof, options: VerifyOptions): Promise<Verdict> {
  const found = new Findings();
  const { extra, index } = proof;
  const entry = extra && readEntry(extra);
  if (extra === null || entry === null) {
    const words = 'The extra data of the proof is not the exact bytes of a record.';
    found.add({ code: 'ENTRY_INVALID', position: index, field: 'extra', words });
    return found.verdict('tlog-proof');
  }
  const record = { position: index, entry: () => entry, leaf: await leafHash(extra) };
  return verifyLeaf({ kind: 'tlog-proof', proof, record, carried: null }, options, found);
}

/** Verifies the answer of `GET /api/v1/evidence/{id}/proof` or of `evidence_get`: the record as it is decoded, and its proof. */
export async function verifyProofDocument(document: ProofDocument, options: VerifyOptions): Promise<Verdict> {
  const found = new Findings();
  const { evidence, proof: said } = document;
  const carried = await parseVerifierKey(said.verifier_key);
  if (carried === null) {
    found.add({
      code: 'KEY_INVALID',
      field: 'proof.verifier_key',
      words: 'verifier_key is not a verifier key.',
    });
    return found.verdict('proof');
  }
  const record = await checkRecord(evidence, { tenant: logTenant(carried.name) ?? '' }, found);
  const proof = proofOf(document);
  if (record === null || proof === null) return found.verdict('proof');
  checkForms(document, { record, proof }, found);
  return verifyLeaf({ kind: 'proof', proof, record, carried, size: said.size }, options, found);
}

function proofOf({ evidence, proof }: ProofDocument): TlogProof | null {
  const hashes = proof.hashes.map(fromBase64).filter((hash): hash is Bytes => hash !== null);
  const isWhole = hashes.length === proof.hashes.length;
  return isWhole ? { ...proof, extra: fromBase64(evidence.entry), hashes } : null;
}

/** The record lies where the proof says, and the file form of the proof is the same proof. */
function checkForms(
  { evidence, proof: { index }, tlog_proof: file }: ProofDocument,
  { record, proof }: { record: LogRecord; proof: TlogProof },
  found: Findings,
): void {
  const at = { position: record.position, id: record.entry().id } as const;
  if (evidence.merkle_position !== index) {
    const words = `The proof is of position ${index}.`;
    found.add({ ...at, code: 'FIELD_DIFFERS', field: 'merkle_position', words });
  }
  if (file !== undefined && file !== formatTlogProof(proof)) {
    const words = 'tlog_proof is not the proof that stands beside it.';
    found.add({ ...at, code: 'FIELD_DIFFERS', field: 'tlog_proof', words });
  }
}
