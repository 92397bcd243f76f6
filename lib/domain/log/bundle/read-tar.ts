import { type Bytes, sameBytes } from '../bytes';
import { blockBytes, tarEnd, tarHeader, tarPadding } from './write-tar';

/** Proofs, statements and the rest of the largest bundle. */
const mostFiles = 20_011;

/** UNTRUSTED INPUT that is not the archive our writer makes. `at` is the byte where it parts from it. */
export type TarFault = { at: number; words: string };

const sizeField = { from: 124, to: 135 };
const octal = /^[0-7]{11}$/;

/**
 * The files of an archive in their order, as views of `archive`. Only what `write-tar.ts` writes is read: a header must
 * be the header that we write for its name and size, so links, extensions, other owners and wrong sums cannot be said.
 */
export function readTar(archive: Bytes): Map<string, Bytes> | TarFault {
  const files = new Map<string, Bytes>();
  let at = 0;
  while (!sameBytes(archive.subarray(at), tarEnd())) {
    const file = fileAt(archive, at);
    if (typeof file === 'string') return { at, words: file };
    if (files.has(file.name)) return { at, words: 'holds two files of one name' };
    if (files.size === mostFiles) return { at, words: 'holds too many files' };
    files.set(file.name, file.bytes);
    at = file.end;
  }
  return files;
}

function fileAt(archive: Bytes, at: number): { name: string; bytes: Bytes; end: number } | string {
  const header = archive.subarray(at, at + blockBytes);
  if (header.length < blockBytes) return 'ends in the middle of a header';
  const name = asciiOf(header.subarray(0, header.indexOf(0)));
  const size = asciiOf(header.subarray(sizeField.from, sizeField.to));
  if (!octal.test(size)) return 'has a header that no bundle has';
  const bytes = Number.parseInt(size, 8);
  if (!isHeaderOf(header, name, bytes)) return 'has a header that no bundle has';
  const from = at + blockBytes;
  const padding = tarPadding(bytes);
  const end = from + bytes + padding.length;
  if (end > archive.length) return 'ends in the middle of a file';
  if (!sameBytes(archive.subarray(from + bytes, end), padding)) return 'has bytes between two files';
  return { name, bytes: archive.subarray(from, from + bytes), end };
}

function isHeaderOf(header: Uint8Array, name: string, bytes: number): boolean {
  try {
    return sameBytes(header, tarHeader(name, bytes));
  } catch {
    return false;
  }
}

const asciiOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, blockBytes));
