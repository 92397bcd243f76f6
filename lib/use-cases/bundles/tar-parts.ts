import { createHash } from 'node:crypto';
import type { BundleFile } from '@/lib/domain/log/bundle/manifest';
import { tarHeader, tarPadding } from '@/lib/domain/log/bundle/write-tar';
import type { BundleJob } from './bundle-job';

/** What one row holds: large enough that rows are few, small enough that one is held in memory without a thought. */
const partBytes = 1024 * 1024;

export type Parts = {
  write: (bytes: Uint8Array) => Promise<void>;
  /** A whole file with its header and padding; what the manifest says of it. */
  file: (name: string, bytes: Uint8Array) => Promise<BundleFile>;
  /** Keeps what is left. */
  flush: () => Promise<void>;
};

/** Cuts what is written into parts, numbered from `first` on and below `end`. */
export function openParts({ keepPart }: Pick<BundleJob, 'keepPart'>, first: number, end: number): Parts {
  let next = first;
  let waiting: Uint8Array[] = [];
  let held = 0;

  async function flush(): Promise<void> {
    if (held === 0) return;
    if (next >= end) throw new Error('a bundle has more parts than have a place');
    await keepPart(next, Buffer.concat(waiting));
    next += 1;
    waiting = [];
    held = 0;
  }

  async function write(bytes: Uint8Array): Promise<void> {
    waiting.push(bytes);
    held += bytes.length;
    if (held >= partBytes) await flush();
  }

  async function file(name: string, bytes: Uint8Array): Promise<BundleFile> {
    await write(Buffer.concat([tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)]));
    return fileOf(name, bytes);
  }

  return { write, file, flush };
}

/** What the manifest says of a file. */
export const fileOf = (name: string, bytes: Uint8Array): BundleFile => ({
  name,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
