import { toBase64 } from '@/lib/domain/log/base64';
import { hexOf } from '@/lib/domain/log/bytes';
import { readEntry } from '@/lib/domain/log/read-entry';
import { formatTlogProof } from '@/lib/domain/log/tlog-proof';
import type { TestLog } from './test-log';
import { proofOf } from './write-bundle';

/** One record of a log of `size` as `GET /api/v1/evidence/{id}/proof` answers it, in both forms. */
export async function proofFiles(
  { signer, rows, headAt }: TestLog,
  index: number,
  size: number,
): Promise<{ document: object; tlogProof: string }> {
  const row = rows[index];
  if (row === undefined) throw new Error('no such record');
  const hashes = (await proofOf(index, size, rows)) ?? [];
  const checkpoint = signer.checkpoint(await headAt(size));
  const entry = new Uint8Array(row.entry);
  const tlogProof = formatTlogProof({ extra: entry, index, hashes, checkpoint });
  const evidence = {
    id: row.id,
    event: row.event,
    subject: row.subject,
    payload: readEntry(entry)?.payload,
    merkle_position: index,
    leaf_hash: `sha256:${hexOf(row.hashes.subarray(0, 32))}`,
    entry: toBase64(entry),
    appended_at: '2026-11-22T09:30:00.000Z',
  };
  const proof = { index, size, hashes: hashes.map(toBase64), checkpoint, verifier_key: signer.verifierKey };
  return { document: { evidence, proof, tlog_proof: tlogProof }, tlogProof };
}
