import { diffLines } from 'diff';

/** A stretch of the two texts. Line numbers count from 1 and are those of its first line on each side. */
export type Hunk = {
  kind: 'same' | 'changed';
  before: readonly string[];
  after: readonly string[];
  beforeStart: number;
  afterStart: number;
};

const contextLines = 3;
/** A run of equal lines is folded only when folding hides at least this many. */
const minFold = 2;

const linesOf = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/**
 * Both texts cut into changed stretches with three lines around them, and the equal stretches between. Every line of
 * both texts is in exactly one hunk, and an equal hunk holds the same lines on both sides.
 */
export function diffHunks(before: string, after: string): Hunk[] {
  const parts = diffLines(closed(before), closed(after));
  const hunks: Hunk[] = [];
  let beforeStart = 1;
  let afterStart = 1;
  const put = (kind: Hunk['kind'], old: readonly string[], next: readonly string[]) => {
    if (old.length + next.length === 0) return;
    const last = hunks.at(-1);
    if (last && last.kind === 'changed' && kind === 'changed') {
      hunks[hunks.length - 1] = {
        ...last,
        before: [...last.before, ...old],
        after: [...last.after, ...next],
      };
    } else {
      hunks.push({ kind, before: old, after: next, beforeStart, afterStart });
    }
    beforeStart += old.length;
    afterStart += next.length;
  };
  parts.forEach((part, index) => {
    const lines = linesOf(part.value);
    if (part.added) put('changed', [], lines);
    else if (part.removed) put('changed', lines, []);
    else putSame(lines, index === 0, index === parts.length - 1, put);
  });
  return hunks;
}

const closed = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

type Put = (kind: Hunk['kind'], before: readonly string[], after: readonly string[]) => void;

function putSame(lines: readonly string[], first: boolean, last: boolean, put: Put): void {
  const head = first ? 0 : contextLines;
  const tail = last ? 0 : contextLines;
  if (lines.length - head - tail < minFold) {
    const kind = first && last ? 'same' : 'changed';
    put(kind, lines, lines);
    return;
  }
  const middle = lines.slice(head, lines.length - tail);
  const around = (part: readonly string[]) => put('changed', part, part);
  around(lines.slice(0, head));
  put('same', middle, middle);
  around(tail === 0 ? [] : lines.slice(-tail));
}

/** How many lines only the one or only the other text has. */
export function countChanges(before: string, after: string): { removed: number; added: number } {
  const parts = diffLines(closed(before), closed(after));
  const count = (side: 'added' | 'removed') =>
    parts.filter((part) => part[side]).reduce((sum, part) => sum + linesOf(part.value).length, 0);
  return { removed: count('removed'), added: count('added') };
}
