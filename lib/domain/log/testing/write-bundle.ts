import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/domain/evidence/canonical-json';
import { toBase64 } from '@/lib/domain/log/base64';
import { bundleNames, proofName } from '@/lib/domain/log/bundle/bundle-names';
import type { Manifest } from '@/lib/domain/log/bundle/manifest';
import { tarEnd, tarHeader, tarPadding } from '@/lib/domain/log/bundle/write-tar';
import { type Bytes, concat, hexOf, utf8 } from '@/lib/domain/log/bytes';
import { readEntry } from '@/lib/domain/log/read-entry';
import { inclusionSpans } from '@/lib/domain/log/span';
import { hashOfSpan, nodesOfSpan, placeOfNode } from '@/lib/domain/log/stored-node';
import { formatTlogProof } from '@/lib/domain/log/tlog-proof';
import type { StoredRow } from './stored-rows';
import type { TestSigner } from './test-signer';

export type Contents = {
  signer: TestSigner;
  /** The log as it is stored now. */
  rows: readonly StoredRow[];
  /** The head that was signed, perhaps of another log than that. */
  head: { size: number; root: Bytes };
  scope: Manifest['scope'];
  /** Other files, behind the proofs. */
  more?: ReadonlyMap<string, Bytes>;
};

/** A bundle of what the rows say, whether or not it is true. A proof for which a row is missing is left out. */
export async function writeBundle({ signer, rows, head, scope, more = new Map() }: Contents): Promise<Bytes> {
  const note = signer.checkpoint(head);
  const held = rows.filter(({ idx }) => isHeld(scope, idx)).toSorted((one, other) => one.idx - other.idx);
  const files = new Map([
    [bundleNames.checkpoint, utf8(note)],
    [bundleNames.key, utf8(`${signer.verifierKey}\n`)],
    [bundleNames.evidence, utf8(held.map(lineOf).join(''))],
  ] as [string, Bytes][]);
  for (const position of provedIn(scope)) {
    const hashes = await proofOf(position, head.size, rows);
    const proof = hashes && formatTlogProof({ extra: null, index: position, hashes, checkpoint: note });
    if (proof !== null) files.set(proofName(position), utf8(proof));
  }
  for (const [name, bytes] of more) files.set(name, bytes);
  const manifest: Manifest = {
    v: 1,
    origin: signer.key.name,
    tenant: signer.key.name.slice(-36),
    scope,
    size: head.size,
    root: toBase64(head.root),
    created_at: '2026-11-22T09:30:00.000Z',
    files: [...files].map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) })),
  };
  return archiveOf([[bundleNames.manifest, utf8(canonicalJson(manifest))], ...files]);
}

export const archiveOf = (files: Iterable<readonly [string, Uint8Array]>): Bytes =>
  concat(
    ...Array.from(files, ([name, bytes]) =>
      concat(tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)),
    ),
    tarEnd(),
  );

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function lineOf({ idx, id, event, subject, entry, hashes }: StoredRow): string {
  const said = readEntry(entry);
  const line = {
    merkle_position: idx,
    id,
    event,
    subject,
    payload: said?.payload ?? {},
    leaf_hash: `sha256:${hexOf(hashes.subarray(0, 32))}`,
    entry: toBase64(entry),
  };
  return `${canonicalJson(line)}\n`;
}

/** The inclusion proof that the stored hashes make; null when a row of them is missing. */
export async function proofOf(
  index: number,
  size: number,
  rows: readonly StoredRow[],
): Promise<Bytes[] | null> {
  const byIdx = new Map(rows.map((row) => [row.idx, row]));
  const hashes = await Promise.all(
    inclusionSpans(index, size).map(async (span) => {
      const parts = nodesOfSpan(span).map((node) => {
        const { row, offset } = placeOfNode(node);
        return new Uint8Array(byIdx.get(row)?.hashes.slice(offset, offset + 32) ?? []);
      });
      return parts.every(({ length }) => length === 32) ? hashOfSpan(parts) : null;
    }),
  );
  return hashes.every((hash) => hash !== null) ? hashes : null;
}

const isHeld = (scope: Manifest['scope'], idx: number): boolean =>
  scope.kind === 'range' ? idx >= scope.from && idx < scope.to : scope.positions.includes(idx);

function provedIn(scope: Manifest['scope']): number[] {
  if (scope.kind === 'draft') return scope.positions;
  return scope.from === scope.to ? [] : [...new Set([scope.from, scope.to - 1])];
}
