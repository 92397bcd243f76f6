import { type BundledLeaf, creationOf } from '@/db/queries/bundled-leaves';
import { withTenantRead } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import { hexOf } from '@/lib/domain/log/bytes';
import { leafHash } from '@/lib/domain/log/merkle-hash';
import { readEntry } from '@/lib/domain/log/read-entry';
import { draftAppliedStatement, type StatedLeaf } from '@/lib/domain/log/statement/draft-applied-statement';
import { dsseEnvelope, inTotoType, preAuthEncoding } from '@/lib/domain/log/statement/dsse';
import { ed25519Key } from '@/lib/domain/log/verifier-key';
import { logSigner } from '../log/log-signer';

/**
 * The in-toto Statement of a `draft_applied` in its DSSE envelope, signed with the key of the log. Null where the creation
 * that the apply names is not in the log, or either cannot be read: of that nothing is stated.
 */
export async function signStatement(
  reader: System,
  origin: string,
  row: BundledLeaf,
): Promise<string | null> {
  const applied = await statedLeaf(row);
  const creation = await withTenantRead(reader, (tx) => creationOf(tx, row.subject));
  const created = creation && (await statedLeaf(creation));
  const body = applied && created && draftAppliedStatement(origin, { applied, created });
  if (!body) return null;
  const signer = logSigner();
  const { name, keyId } = await ed25519Key(origin, signer.publicKey);
  const signature = await signer.sign(preAuthEncoding(inTotoType, body));
  return dsseEnvelope(inTotoType, body, [{ keyId: `${name}+${keyId}`, signature }]);
}

/** A leaf as its bytes have it. */
async function statedLeaf({ idx, id, entry }: BundledLeaf): Promise<StatedLeaf | null> {
  const said = readEntry(entry);
  if (said === null) return null;
  return { position: idx, id, leafHash: `sha256:${hexOf(await leafHash(entry))}`, payload: said.payload };
}
