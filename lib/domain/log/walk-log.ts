import { type Bytes, concat, sameBytes } from './bytes';
import { leafHashNow, nodeHashNow, rootNow } from './hash-at-once';
import type { LogBreak, LogField } from './log-break';
import { hashLength } from './merkle-hash';
import { type LogEntry, readEntry } from './read-entry';

/** A row of the log as it is stored: the hash of its leaf and of every subtree that this leaf completes. */
export type StoredLeaf = {
  idx: number;
  id: string;
  event: string;
  subject: string;
  entry: Uint8Array;
  hashes: Uint8Array;
};

/** How far a log reaches: `edge` holds the hashes of the perfect subtrees that make up its size, the largest first. */
export type LogHead = { size: number; edge: Uint8Array };

/** What a walk says of one row: every break in it, and what its entry says where that can be read. */
export type Walked = { breaks: LogBreak[]; entry: LogEntry | null };

export type LogWalk = {
  /** The next row by its position. */
  next: (row: StoredLeaf) => Walked;
  /** Whether the rows end where the head says that they do. */
  end: (head: LogHead) => LogBreak[];
  /** Where the walk is, by the stored hashes: a later walk may begin there. Null when a gap hides it. */
  reached: () => LogHead | null;
  /** The root of all leaves up to there. */
  root: () => Bytes | null;
};

const emptyLog: LogHead = { size: 0, edge: new Uint8Array() };

/**
 * Walks the rows of a tenant's log in the order of their positions, from its start or from a head that was verified
 * before, and holds no more than one hash per level. Each stored hash is compared with what its stored children make: one
 * changed leaf is one break where it lies, not one more at every node above it, and no break means that all are what
 * the entries make.
 */
export function walkLog(tenant: string, from: LogHead = emptyLog): LogWalk {
  let size = from.size;
  const lefts = leftsOf(from);

  function next(row: StoredLeaf): Walked {
    const entry = readEntry(row.entry);
    const breaks = [...passOver(row), ...entryBreaks(tenant, row, entry)];
    if (row.idx >= size) breaks.push(...climb(row));
    return { breaks, entry };
  }

  /** Moves to the position of the row; what lies between is missing. */
  function passOver(row: StoredLeaf): LogBreak[] {
    const { idx } = row;
    if (idx === size) return [];
    if (idx < size) return [breakIn(row, 'position')];
    const missing: LogBreak = { position: size, id: null, field: 'position', count: idx - size };
    for (const level of lefts.keys()) if (!stands(level, size, idx)) lefts.delete(level);
    size = idx;
    return [missing];
  }

  /** From the leaf to the largest subtree that it completes, each node with the left one that was there before. */
  function climb(row: StoredLeaf): LogBreak[] {
    const top = levelsCompletedBy(row.idx);
    const stored = hashesOf(row, top + 1);
    const breaks = stored === null ? [breakIn(row, 'hashes')] : [];
    let made: Uint8Array | null = leafHashNow(row.entry);
    let node: Uint8Array | null = null;
    for (let level = 0; level <= top; level += 1) {
      node = stored?.[level] ?? made;
      if (differs(made, node)) breaks.push(hashBreak(row, level));
      made = node && above(level, node);
    }
    if (node !== null) lefts.set(top, Uint8Array.from(node));
    size = row.idx + 1;
    return breaks;
  }

  /** The node that this one makes with the left one of its level, which no other will follow. */
  function above(level: number, right: Uint8Array): Uint8Array | null {
    const left = lefts.get(level);
    lefts.delete(level);
    return left === undefined ? null : nodeHashNow(left, right);
  }

  function end(head: LogHead): LogBreak[] {
    if (head.size !== size) return [{ position: Math.min(size, head.size), id: null, field: 'size' }];
    const walked = reached();
    return differs(walked?.edge ?? null, head.edge) ? [{ position: size, id: null, field: 'edge' }] : [];
  }

  function reached(): LogHead | null {
    const levels = levelsOf(size);
    const edge = levels.flatMap((level) => lefts.get(level) ?? []);
    if (edge.length !== levels.length) return null;
    return { size, edge: concat(...edge) };
  }

  function root(): Bytes | null {
    const walked = reached();
    return walked && rootNow(splitEdge(walked.edge));
  }

  return { next, end, reached, root };
}

/** What the entry of a row says, beside what the row is stored under. */
function entryBreaks(tenant: string, row: StoredLeaf, entry: LogEntry | null): LogBreak[] {
  if (entry === null) return [breakIn(row, 'entry')];
  const { id, event, subject } = row;
  const storedUnder = { tenant, id, event, subject };
  const fields = ['tenant', 'id', 'event', 'subject'] as const;
  return fields.filter((field) => entry[field] !== storedUnder[field]).map((field) => breakIn(row, field));
}

/** The hash of the last perfect subtree of each level in a log of that size: the left one of what comes. */
function leftsOf({ size, edge }: LogHead): Map<number, Uint8Array> {
  const levels = levelsOf(size);
  if (edge.length !== levels.length * hashLength) throw new Error('the head to begin at has another edge');
  return new Map(splitEdge(edge).map((hash, nth) => [levels[nth] ?? 0, hash]));
}

const splitEdge = (edge: Uint8Array): Bytes[] =>
  Array.from({ length: edge.length / hashLength }, (_, nth) =>
    Uint8Array.from(edge.subarray(nth * hashLength, (nth + 1) * hashLength)),
  );

/** The levels of the perfect subtrees that make up a size, the largest first: its binary digits. */
function levelsOf(size: number): number[] {
  const levels = [];
  for (let rest = size, level = 0; rest > 0; rest = Math.floor(rest / 2), level += 1)
    if (rest % 2 === 1) levels.unshift(level);
  return levels;
}

/** How many subtrees above the leaf itself a leaf at this position completes. */
function levelsCompletedBy(position: number): number {
  let levels = 0;
  for (let rest = position; rest % 2 === 1; rest = (rest - 1) / 2) levels += 1;
  return levels;
}

/** Whether the left node of a level is the same before a gap and behind it. */
const stands = (level: number, before: number, behind: number): boolean =>
  Math.floor(before / 2 ** level) === Math.floor(behind / 2 ** level);

const breakIn = ({ idx, id }: StoredLeaf, field: LogField): LogBreak => ({ position: idx, id, field });

const hashBreak = (row: StoredLeaf, level: number): LogBreak =>
  level === 0 ? breakIn(row, 'leaf_hash') : { ...breakIn(row, 'subtree_hash'), level };

/** The stored hashes of a row, one per level; null when they are not so many. */
function hashesOf({ hashes }: StoredLeaf, count: number): Uint8Array[] | null {
  if (hashes.length !== count * hashLength) return null;
  return Array.from({ length: count }, (_, level) =>
    hashes.subarray(level * hashLength, (level + 1) * hashLength),
  );
}

/** Whether two hashes that are both known are not the same. */
const differs = (made: Uint8Array | null, stored: Uint8Array | null): boolean =>
  made !== null && stored !== null && !sameBytes(made, stored);
