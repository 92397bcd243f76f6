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
    const input: AsyncIterable<Buffer | string> = terminal.stdin;
    for await (const piece of input) {
      const buffer = typeof piece === 'string' ? Buffer.from(piece) : piece;
      bytes += buffer.length;
      if (bytes > mostBytes) throw tooLarge;
      pieces.push(buffer);
    }
    return viewOf(Buffer.concat(pieces));
  }
  try {
    if (statSync(path).size <= mostBytes) return viewOf(readFileSync(path));
  } catch {
    throw usageFailure(`${path} cannot be read.`);
  }
  throw tooLarge;
}

/** The same bytes, not copied: there may be a GiB of them. */
const viewOf = ({ buffer, byteOffset, length }: Buffer<ArrayBuffer>): Bytes =>
  new Uint8Array(buffer, byteOffset, length);
