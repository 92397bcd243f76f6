import type { BundledLeaf } from '@/db/queries/bundled-leaves';
import { withTenantRead } from '@/db/tenant';
import type { BrokenRecord } from '@/lib/domain/evidence/bundle';
import { type Bytes, concat, sameBytes } from '@/lib/domain/log/bytes';
import { hashLength, leafHash } from '@/lib/domain/log/merkle-hash';
import { consistencySpans, inclusionSpans, type Span } from '@/lib/domain/log/span';
import { hashOfSpan, nodesOfSpan } from '@/lib/domain/log/stored-node';
import { isConsistent } from '@/lib/domain/log/verify-consistency';
import { rootFromInclusion } from '@/lib/domain/log/verify-inclusion';
import { type LogHead, type LogWalk, walkLog } from '@/lib/domain/log/walk-log';
import { spanHashes } from '../log/span-hashes';
import { bundler } from './bundle-job';

/** The signed tree that records are held against. */
export type Head = { size: number; root: Bytes };

/** Holds the records of a bundle against each other and the signed tree, in their order; each answers its first break. */
export type RecordCheck = {
  next: (row: BundledLeaf) => Promise<BrokenRecord | null>;
  end: () => Promise<BrokenRecord | null>;
  /** What was stored beside the records, as proofs by position, ascending; one that cannot be made is not there. */
  proofs: () => Promise<ReadonlyMap<number, readonly Bytes[]>>;
};

/** A stretch of the log: every stored hash over it, and the tree that it makes with what lies before and behind. */
export function rangeCheck(tenantId: string, head: Head, { from, to }: Span): RecordCheck {
  let walk: LogWalk | null | undefined;
  return {
    next: async (row) => {
      if (walk === undefined) {
        const edge = await edgeAt(tenantId, from);
        walk = edge && walkLog(tenantId, { size: from, edge });
      }
      if (walk === null) return { position: row.idx, id: row.id, field: 'root' };
      return walk.next(row).breaks[0] ?? null;
    },
    end: async () => {
      if (from === to) return null;
      const reached = walk?.reached() ?? null;
      if (reached !== null && reached.size < to)
        return { position: reached.size, id: null, field: 'position' };
      return (await leadsToHead(tenantId, reached, head))
        ? null
        : { position: from, id: null, field: 'root' };
    },
    proofs: async () => {
      const proofs = new Map<number, readonly Bytes[]>();
      for (const at of from === to ? [] : new Set([from, to - 1])) {
        const proof = await inclusionOf(tenantId, at, head.size);
        if (proof !== null) proofs.set(at, proof);
      }
      return proofs;
    },
  };
}

/** Records here and there: each is led to the signed root by a proof of its own. */
export function draftCheck(tenantId: string, head: Head): RecordCheck {
  const proofs = new Map<number, readonly Bytes[]>();
  return {
    next: async (row) => {
      const proof = await inclusionOf(tenantId, row.idx, head.size);
      if (proof !== null) proofs.set(row.idx, proof);
      const edge = await edgeAt(tenantId, row.idx);
      const [broken] = edge === null ? [] : walkLog(tenantId, { size: row.idx, edge }).next(row).breaks;
      if (broken) return broken;
      const leaf = await leafHash(row.entry);
      const root =
        proof && (await rootFromInclusion({ index: row.idx, size: head.size, leaf, hashes: proof }));
      return root && sameBytes(root, head.root) ? null : { position: row.idx, id: row.id, field: 'proof' };
    },
    end: () => Promise.resolve(null),
    proofs: () => Promise.resolve(proofs),
  };
}

const inclusionOf = (tenantId: string, position: number, size: number): Promise<Bytes[] | null> =>
  spansOf(tenantId, inclusionSpans(position, size));

/** The perfect subtrees in front of a position; null where one is not stored. */
async function edgeAt(tenantId: string, position: number): Promise<Bytes | null> {
  const spans = nodesOfSpan({ from: 0, to: position }).map(({ level, index }) => ({
    from: index * 2 ** level,
    to: (index + 1) * 2 ** level,
  }));
  const hashes = await spansOf(tenantId, spans);
  return hashes && concat(...hashes);
}

/** Whether the signed tree holds the tree that a walk has reached. */
async function leadsToHead(tenantId: string, reached: LogHead | null, head: Head): Promise<boolean> {
  if (reached === null) return false;
  const root = await hashOfSpan(hashesOf(reached.edge));
  const onward = await spansOf(tenantId, consistencySpans(reached.size, head.size));
  return onward !== null && isConsistent({ size: reached.size, root }, head, onward);
}

const hashesOf = (edge: Uint8Array): Bytes[] =>
  Array.from({ length: edge.length / hashLength }, (_, nth) =>
    Uint8Array.from(edge.subarray(nth * hashLength, (nth + 1) * hashLength)),
  );

async function spansOf(tenantId: string, spans: readonly Span[]): Promise<Bytes[] | null> {
  const found = await withTenantRead(bundler(tenantId), (tx) => spanHashes(tx, [spans]));
  return found?.[0] ?? null;
}
