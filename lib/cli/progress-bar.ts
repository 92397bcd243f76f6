import type { Terminal } from './terminal';

const width = 32;

export type ProgressBar = { show: (done: number, total: number) => void; clear: () => void };

/** A bar on stderr where that is a screen, drawn again only when it moves; nothing elsewhere. */
export function progressBar({ stderr }: Pick<Terminal, 'stderr'>, what: string): ProgressBar {
  let shown = '';
  const draw = (text: string) => {
    if (stderr.isTTY !== true || text === shown) return;
    stderr.write(`\r${text.padEnd(shown.length)}${text === '' ? '\r' : ''}`);
    shown = text;
  };
  return {
    show: (done, total) => {
      const part = total === 0 ? 1 : done / total;
      const filled = Math.floor(part * width);
      const percent = String(Math.floor(part * 100)).padStart(3);
      draw(`${what} [${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${percent} %`);
    },
    clear: () => draw(''),
  };
}
