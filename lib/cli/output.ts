import { type Paint, paintOf, wantsColour } from './colour';
import { page, pagerOf } from './pager';
import { pickFields } from './pick-fields';
import { jsonText, sealed } from './safe-text';
import type { Terminal } from './terminal';

export type OutputOptions = { color?: boolean; pager?: boolean };

/** Data to stdout, everything said beside it to stderr; nothing reaches either without passing `sealed`. */
export class Output {
  readonly paint: Paint;
  /** Paint for stderr, which may be a screen where stdout is not. */
  readonly aside: Paint;
  private readonly terminal: Terminal;
  private readonly paged: boolean;

  constructor(terminal: Terminal, { color, pager }: OutputOptions) {
    this.terminal = terminal;
    this.paint = paintOf(wantsColour(terminal, color));
    this.aside = paintOf(wantsColour({ env: terminal.env, stdout: terminal.stderr }, color));
    this.paged = pager !== false;
  }

  /** Columns of the screen, or null where there is none and nothing is cut. */
  get width(): number | null {
    const { stdout } = this.terminal;
    return stdout.isTTY === true ? (stdout.columns ?? 80) : null;
  }

  lines(lines: readonly string[]): void {
    this.terminal.stdout.write(`${sealed(lines.join('\n'))}\n`);
  }

  /** Long texts: through the pager where somebody reads them on a screen. */
  async long(lines: readonly string[]): Promise<void> {
    const command = this.paged ? pagerOf(this.terminal) : null;
    if (command !== null && (await page(command, `${sealed(lines.join('\n'))}\n`))) return;
    this.lines(lines);
  }

  json(value: unknown, fields: string | boolean): void {
    this.terminal.stdout.write(`${jsonText(pickFields(value, fields), 2)}\n`);
  }

  /** One line of NDJSON. */
  jsonLine(value: unknown, fields: string | boolean): void {
    this.terminal.stdout.write(`${jsonText(pickFields(value, fields))}\n`);
  }

  /** As it is: a completion script, or YAML that was made safe by its writer. */
  raw(text: string): void {
    this.terminal.stdout.write(text);
  }

  hint(text: string): void {
    this.terminal.stderr.write(`${sealed(text)}\n`);
  }
}
