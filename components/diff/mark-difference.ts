import { diffArrays } from 'diff';

/** A run of code points; `changed` ones are marked on the page. */
export type Segment = { text: string; changed: boolean };
export type Marked = { before: readonly Segment[]; after: readonly Segment[] };

/** Below this share of kept code points, single marks are noise and the whole middle is marked. */
const worthAligning = 0.6;

/**
 * Which code points differ between two values. Equal beginnings and endings stay unmarked; between them the longest
 * common run is used only when the values are mostly alike.
 */
export function markDifference(before: string, after: string): Marked {
  return markNumbers(before, after) ?? markText(before, after);
}

/** One number with what stands before and after it: `30 s`, `"max_attempts": 3,`. */
const aroundNumber = /^(\D*)(\d+)(\D*)$/;

/**
 * A number that only changes digits has those marked. One that grows or shrinks is marked whole on both sides: in `3` and `13`
 * no digit stayed in its place. Null when the values are not one number each in equal surroundings.
 */
function markNumbers(before: string, after: string): Marked | null {
  const [, head, old, tail] = aroundNumber.exec(before) ?? [];
  const [, otherHead, next, otherTail] = aroundNumber.exec(after) ?? [];
  if (old === undefined || next === undefined || head !== otherHead || tail !== otherTail) return null;
  if (old.length === next.length) return null;
  const around = (number: string) =>
    [
      { text: head ?? '', changed: false },
      { text: number, changed: true },
      { text: tail ?? '', changed: false },
    ].filter(({ text }) => text !== '');
  return { before: around(old), after: around(next) };
}

function markText(before: string, after: string): Marked {
  const a = Array.from(before);
  const b = Array.from(after);
  const start = sharedStart(a, b);
  const end = sharedStart(a.slice(start).toReversed(), b.slice(start).toReversed());
  const head = { text: a.slice(0, start).join(''), changed: false };
  const tail = { text: a.slice(a.length - end).join(''), changed: false };
  const middle = markMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const around = (segments: readonly Segment[]) =>
    [head, ...segments, tail].filter((segment) => segment.text !== '');
  return { before: around(middle.before), after: around(middle.after) };
}

function sharedStart(a: readonly string[], b: readonly string[]): number {
  const limit = Math.min(a.length, b.length);
  let index = 0;
  while (index < limit && a[index] === b[index]) index += 1;
  return index;
}

function markMiddle(a: readonly string[], b: readonly string[]): Marked {
  const whole = {
    before: [{ text: a.join(''), changed: true }],
    after: [{ text: b.join(''), changed: true }],
  };
  if (a.length * b.length > 40_000) return whole;
  const parts = diffArrays([...a], [...b]);
  const kept = parts.reduce((sum, part) => (part.added || part.removed ? sum : sum + part.value.length), 0);
  if (kept / Math.max(a.length, b.length, 1) < worthAligning) return whole;
  const side = (skip: 'added' | 'removed') =>
    parts
      .filter((part) => !part[skip])
      .map((part) => ({ text: part.value.join(''), changed: part.added || part.removed }));
  return { before: side('added'), after: side('removed') };
}
