import { markDifference } from './mark-difference';

/** A stretch of two values: equal on both sides, or what each side has in its place. */
export type PairedRun = { equal: boolean; before: string; after: string };

/** Two values cut into equal and differing stretches, in order. */
export function pairedRuns(before: string, after: string): PairedRun[] {
  const marked = markDifference(before, after);
  const old = [...marked.before];
  const next = [...marked.after];
  const runs: PairedRun[] = [];
  while (old.length + next.length > 0) runs.push(takeRun(old, next));
  return runs;
}

type Segments = ReturnType<typeof markDifference>['before'][number][];

function takeRun(old: Segments, next: Segments): PairedRun {
  const removed = takeChanged(old);
  const added = takeChanged(next);
  if (removed + added !== '') return { equal: false, before: removed, after: added };
  const text = old.shift()?.text ?? '';
  next.shift();
  return { equal: true, before: text, after: text };
}

function takeChanged(segments: Segments): string {
  return segments[0]?.changed === true ? (segments.shift()?.text ?? '') : '';
}
