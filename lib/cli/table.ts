import stringWidth from 'string-width';

export type Column = {
  title: string;
  /** This one gives way when the line is too long. */
  gives?: boolean;
  paint?: (text: string) => string;
};

const gap = '  ';
const leastWidth = 8;

/** Cuts to a width in columns, with `…` where something is missing. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += stringWidth(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept}…`;
}

const padded = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - stringWidth(text)));

/** Aligned columns without borders. `width` is that of the terminal, or null where nothing is cut. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string[] {
  const natural = columns.map(({ title }, index) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[index] ?? ''))),
  );
  const widths = fitted(columns, natural, width);
  const line = (cells: readonly string[], painted: boolean) =>
    columns
      .map(({ paint }, index) => {
        const room = widths[index] ?? 0;
        const text = cut(cells[index] ?? '', room);
        const cell = index === columns.length - 1 ? text : padded(text, room);
        return painted && paint ? paint(cell) : cell;
      })
      .join(gap)
      .trimEnd();
  return [
    line(
      columns.map(({ title }) => title),
      false,
    ),
    ...rows.map((row) => line(row, true)),
  ];
}

function fitted(columns: readonly Column[], natural: readonly number[], width: number | null): number[] {
  const total = natural.reduce((sum, each) => sum + each, 0) + gap.length * (columns.length - 1);
  const over = width === null ? 0 : total - width;
  const giving = columns.findIndex(({ gives }) => gives);
  if (over <= 0 || giving < 0) return [...natural];
  return natural.map((each, index) => (index === giving ? Math.max(leastWidth, each - over) : each));
}
