import { readFileSync, statSync } from 'node:fs';
import type { Bytes } from '@/lib/domain/log/bytes';
import { usageFailure } from './failure';
import type { Terminal } from './terminal';

/** A file, or with `-` what comes in on stdin, of at most so many bytes. */
export async function readWhole(terminal: Terminal, path: string, mostBytes: number): Promise<Bytes> {
  const tooLarge = usageFailure(`${path} is larger than ${mostBytes / 2 ** 20} MiB.`);
  if (path === '-') {
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const piece of terminal.stdin) {
      const buffer = Buffer.from(piece as Uint8Array | string);
      bytes += buffer.length;
      if (bytes > mostBytes) throw tooLarge;
      pieces.push(buffer);
    }
    return new Uint8Array(Buffer.concat(pieces));
  }
  try {
    if (statSync(path).size <= mostBytes) return new Uint8Array(readFileSync(path));
  } catch {
    throw usageFailure(`${path} cannot be read.`);
  }
  throw tooLarge;
}
