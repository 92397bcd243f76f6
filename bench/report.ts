import { type Figure, isMet } from '@/bench/figure';
import type { Machine } from '@/bench/machine';

/** The figures as a table for a terminal. */
export function table(figures: readonly Figure[], facts: Machine): string {
  const rows = figures.map((figure) => [
    verdict(figure),
    figure.name,
    Number.isNaN(figure.value) ? '-' : String(figure.value),
    boundText(figure.bound),
    figure.unit,
    Object.entries(figure.parts)
      .map(([name, part]) => `${name} ${part}`)
      .join(', '),
  ]);
  const all = [['', 'figure', 'value', 'bound', 'unit', 'made from'], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const where = Object.entries(facts).map(([name, fact]) => `${name} ${fact}`);
  return [...lines, '', where.join(', ')].join('\n');
}

/** The same for `results.json`: NaN, which JSON does not know, as null. */
export const written = (figures: readonly Figure[], facts: Machine): string =>
  `${JSON.stringify({ machine: facts, figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })) }, null, 2)}\n`;

const verdict = (figure: Figure): string => {
  if (figure.bound === null) return '';
  return isMet(figure) ? 'ok' : 'MISSED';
};

function boundText(bound: Figure['bound']): string {
  if (bound === null) return '';
  return 'atLeast' in bound ? `>= ${bound.atLeast}` : `<= ${bound.atMost}`;
}
