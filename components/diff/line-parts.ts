import { pairedRuns } from './paired-runs';

type LinePart = { value: string; count: number; added: boolean; removed: boolean };

const part = (value: string, added: boolean, removed: boolean): LinePart => ({
  value,
  count: 1,
  added,
  removed,
});

/** A changed line for the viewer, marked by the rule of the words table: shared, removed and added runs in order. */
export const lineParts = (before: string, after: string): LinePart[] =>
  pairedRuns(before, after)
    .flatMap((run) =>
      run.equal
        ? [part(run.before, false, false)]
        : [part(run.before, false, true), part(run.after, true, false)],
    )
    .filter(({ value }) => value !== '');
