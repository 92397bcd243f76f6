import { creationOf } from '@/db/queries/bundled-leaves';
import { withTenantRead } from '@/db/tenant';
import type { Actor } from '@/lib/domain/actor';
import { hexOf } from '@/lib/domain/log/bytes';
import { leafHash } from '@/lib/domain/log/merkle-hash';
import { readEntry } from '@/lib/domain/log/read-entry';
import { draftAppliedStatement, type StatedLeaf } from '@/lib/domain/log/statement/draft-applied-statement';
import { dsseEnvelope, inTotoType, preAuthEncoding } from '@/lib/domain/log/statement/dsse';
import { ed25519Key } from '@/lib/domain/log/verifier-key';
import { logSigner } from './log-signer';

/** A leaf of a draft as it is stated. */
export type DraftLeaf = StatedLeaf & { draftId: string };

/** A leaf as its bytes have it, whatever stands beside them; null where they are no record. */
export async function statedLeaf(row: {
  idx: number;
  id: string;
  entry: Uint8Array;
}): Promise<DraftLeaf | null> {
  const said = readEntry(row.entry);
  if (said === null) return null;
  const hash = await leafHash(row.entry);
  return {
    position: row.idx,
    id: row.id,
    draftId: said.subject,
    leafHash: `sha256:${hexOf(hash)}`,
    payload: said.payload,
  };
}

/**
 * The in-toto Statement of a `draft_applied` in its DSSE envelope, signed with the key of the log. The caller has led the
 * leaf to a signed root: what is not in the log is never stated. Null where the creation that the apply names by its hash
 * is not there.
 */
export async function signStatement(
  reader: Actor,
  origin: string,
  applied: DraftLeaf,
): Promise<string | null> {
  const row = await withTenantRead(reader, (tx) => creationOf(tx, applied.draftId));
  const created = row && (await statedLeaf(row));
  const body = created && draftAppliedStatement(origin, { applied, created });
  if (!body) return null;
  const signer = logSigner();
  const { name, keyId } = await ed25519Key(origin, signer.publicKey);
  const signature = await signer.sign(preAuthEncoding(inTotoType, body));
  return dsseEnvelope(inTotoType, body, [{ keyId: `${name}+${keyId}`, signature }]);
}
