import { pairedRuns } from './paired-runs';

/** One column of the comparison: code points of the live value above those of the proposed one. */
export type GlyphColumn = { live: readonly string[]; proposed: readonly string[]; changed: boolean };

const codePoint = (glyph: string) =>
  `U+${(glyph.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
const spell = (glyphs: readonly string[]) =>
  glyphs.length === 0 ? 'nothing' : glyphs.map((glyph) => `${glyph} ${codePoint(glyph)}`).join(', ');

/** Both values on one grid. Equal code points share a column; a differing run becomes columns of at most two. */
export const glyphColumns = (live: string, proposed: string): GlyphColumn[] =>
  pairedRuns(live, proposed).flatMap((run) =>
    run.equal
      ? Array.from(run.before, (glyph) => ({ live: [glyph], proposed: [glyph], changed: false }))
      : pair(Array.from(run.before), Array.from(run.after)),
  );

function pair(left: readonly string[], right: readonly string[]): GlyphColumn[] {
  const small = left.length + right.length === 3 && left.length > 0 && right.length > 0;
  if (small) return [{ live: left, proposed: right, changed: true }];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => ({
    live: left.slice(index, index + 1),
    proposed: right.slice(index, index + 1),
    changed: true,
  }));
}

/** `m U+006D → r U+0072, n U+006E`, one part per differing run. */
export function spelledDifference(columns: readonly GlyphColumn[]): string {
  const runs: { live: string[]; proposed: string[] }[] = [];
  columns.forEach((column, index) => {
    if (!column.changed) return;
    const last = runs.at(-1);
    if (last && columns[index - 1]?.changed) {
      last.live.push(...column.live);
      last.proposed.push(...column.proposed);
    } else {
      runs.push({ live: [...column.live], proposed: [...column.proposed] });
    }
  });
  return runs.map((run) => `${spell(run.live)} → ${spell(run.proposed)}`).join('; ');
}
