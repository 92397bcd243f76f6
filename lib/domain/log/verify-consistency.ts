import { type Bytes, sameBytes } from './bytes';
import { emptyRoot, nodeHash } from './merkle-hash';
import { consistencySpans, type Span } from './span';

type Head = { size: number; root: Bytes };

/**
 * RFC 9162 section 2.1.4.2: true when the proof shows that the newer tree holds the older one unchanged and only adds
 * to it. Trees of the same size are consistent when their roots are equal. All of it comes from outside.
 */
export async function isConsistent(older: Head, newer: Head, hashes: readonly Bytes[]): Promise<boolean> {
  if (!isSize(older.size) || !isSize(newer.size) || older.size > newer.size) return false;
  if (older.size === newer.size) return hashes.length === 0 && sameBytes(older.root, newer.root);
  if (older.size === 0) return hashes.length === 0 && sameBytes(older.root, await emptyRoot());
  const spans = consistencySpans(older.size, newer.size);
  if (spans.length !== hashes.length) return false;
  const roots = await rootsOf(older, spans, hashes);
  return sameBytes(roots.older, older.root) && sameBytes(roots.newer, newer.root);
}

const isSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0;

/**
 * Both roots from the proof. It begins with the smallest subtree at the older tree's right edge, unless the older tree
 * is itself a subtree of the newer one: then it begins with the older root, which the verifier has.
 */
async function rootsOf(
  older: Head,
  spans: readonly Span[],
  hashes: readonly Bytes[],
): Promise<{ older: Bytes; newer: Bytes }> {
  const [edge] = spans[0]?.to === older.size ? hashes : [];
  const roots = { older: edge ?? older.root, newer: edge ?? older.root };
  for (let at = edge === undefined ? 0 : 1; at < hashes.length; at += 1) {
    const { span, hash } = pairAt(spans, hashes, at);
    if (span.to <= older.size) {
      roots.older = await nodeHash(hash, roots.older);
      roots.newer = await nodeHash(hash, roots.newer);
    } else {
      roots.newer = await nodeHash(roots.newer, hash);
    }
  }
  return roots;
}

function pairAt(spans: readonly Span[], hashes: readonly Bytes[], at: number): { span: Span; hash: Bytes } {
  const [span, hash] = [spans[at], hashes[at]];
  if (span === undefined || hash === undefined) throw new Error('a proof has as many hashes as spans');
  return { span, hash };
}
