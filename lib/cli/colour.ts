import { styleText } from 'node:util';
import { type Terminal, variable } from './terminal';

type Style = Parameters<typeof styleText>[0];

/** What colour says is always said by a glyph or a word as well. */
export type Paint = {
  added: (text: string) => string;
  removed: (text: string) => string;
  changed: (text: string) => string;
  warn: (text: string) => string;
  strong: (text: string) => string;
  faint: (text: string) => string;
};

/** `--no-color`, then `NO_COLOR` (no-color.org), `FORCE_COLOR`, a dumb terminal, and last whether it is a terminal. */
export function wantsColour(terminal: Pick<Terminal, 'env' | 'stdout'>, flag: boolean | undefined): boolean {
  if (flag === false || variable(terminal, 'NO_COLOR') !== null) return false;
  const forced = variable(terminal, 'FORCE_COLOR');
  if (forced !== null) return forced !== '0' && forced !== 'false';
  return variable(terminal, 'TERM') !== 'dumb' && terminal.stdout.isTTY === true;
}

export function paintOf(colour: boolean): Paint {
  const painted = (style: Style) => (text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  return {
    added: painted('green'),
    removed: painted('red'),
    changed: painted('cyan'),
    warn: painted('yellow'),
    strong: painted('bold'),
    faint: painted('dim'),
  };
}
