import { spawn } from 'node:child_process';
import { type Terminal, variable } from './terminal';

/** `DRAFT_PAGER`, then `PAGER`, then less; null where nobody looks at a screen or the pager is `cat`. */
export function pagerOf(terminal: Terminal): string | null {
  if (terminal.stdout.isTTY !== true || variable(terminal, 'TERM') === 'dumb') return null;
  const chosen = terminal.env['DRAFT_PAGER'] ?? terminal.env['PAGER'] ?? 'less -FRX';
  return chosen.trim() === '' || chosen.trim() === 'cat' ? null : chosen;
}

/** Shows a text through the pager. False when the pager could not be started, so that the text is still to be shown. */
export function page(command: string, text: string): Promise<boolean> {
  return new Promise((settle) => {
    const pager = spawn(command, { shell: true, stdio: ['pipe', 'inherit', 'inherit'] });
    pager.once('error', () => settle(false));
    // 127: the shell found no such program. Any other end is the reader's.
    pager.once('close', (code) => settle(code !== 127));
    // A reader who quits early closes the pipe.
    pager.stdin.on('error', () => {});
    pager.stdin.end(text);
  });
}
