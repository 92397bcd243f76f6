import { statementName } from '@/lib/domain/log/bundle/bundle-names';
import { type Bytes, hexOf, utf8 } from '@/lib/domain/log/bytes';
import { readEntry } from '@/lib/domain/log/read-entry';
import { draftAppliedStatement } from '@/lib/domain/log/statement/draft-applied-statement';
import { dsseEnvelope, inTotoType, preAuthEncoding } from '@/lib/domain/log/statement/dsse';
import type { StoredRow } from './stored-rows';
import type { TestSigner } from './test-signer';

const leafOf = ({ idx: position, id, entry, hashes }: StoredRow) => ({
  position,
  id,
  leafHash: `sha256:${hexOf(hashes.subarray(0, 32))}`,
  payload: readEntry(entry)?.payload ?? {},
});

/** The signed statements of the applies among the rows, each behind the creation of its draft. */
export function statementsOf(rows: readonly StoredRow[], signer: TestSigner): Map<string, Bytes> {
  const files = new Map<string, Bytes>();
  for (const [at, row] of rows.entries()) {
    const creation = rows[at - 1];
    if (row.event !== 'draft_applied' || creation === undefined) continue;
    const body = draftAppliedStatement(signer.key.name, { applied: leafOf(row), created: leafOf(creation) });
    if (body === null) continue;
    const signature = signer.sign(preAuthEncoding(inTotoType, body));
    const keyId = `${signer.key.name}+${signer.key.keyId}`;
    files.set(statementName(row.idx), utf8(dsseEnvelope(inTotoType, body, [{ keyId, signature }])));
  }
  return files;
}
