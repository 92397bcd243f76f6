/** A bundle is one POSIX ustar archive of regular files and nothing that could differ between two writers. */
export const blockBytes = 512;

/** Eleven octal digits, and what fits into one `ArrayBuffer` anywhere. */
export const largestFile = 2 ** 33 - 1;

const plainName = /^(?:[a-z]{1,20}\/)?[A-Za-z0-9][\w.-]{0,70}$/;

/** A name of a bundle: plain, at most one folder deep, so that no archiver writes outside where it unpacks. */
export const isPlainName = (name: string): boolean => plainName.test(name) && !name.includes('..');

const fields = {
  name: 0,
  mode: 100,
  uid: 108,
  gid: 116,
  size: 124,
  mtime: 136,
  checksum: 148,
  type: 156,
  magic: 257,
  device: 329,
} as const;
const checksumBlank = ' '.repeat(8);

/** The 512 bytes before a file, as tar(1) writes them for owner 0, mode 0644 and the time 0. Throws where `name` is not plain or `bytes` does not fit. */
export function tarHeader(name: string, bytes: number): Uint8Array<ArrayBuffer> {
  if (!isPlainName(name)) throw new RangeError('a bundle holds plain names only');
  if (!Number.isSafeInteger(bytes) || bytes < 0 || bytes > largestFile) {
    throw new RangeError('a file of a bundle has at most 8 GiB');
  }
  const block = new Uint8Array(blockBytes);
  const put = (text: string, at: number) => block.set(new TextEncoder().encode(text), at);
  put(name, fields.name);
  put('0000644\0', fields.mode);
  put('0000000\0', fields.uid);
  put('0000000\0', fields.gid);
  put(`${bytes.toString(8).padStart(11, '0')}\0`, fields.size);
  put(`${'0'.repeat(11)}\0`, fields.mtime);
  put(checksumBlank, fields.checksum);
  put('0', fields.type);
  put('ustar\x0000', fields.magic);
  put('0000000\x000000000\0', fields.device);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, fields.checksum);
  return block;
}

/** The zeros after a file, up to the next block. */
export const tarPadding = (bytes: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array((blockBytes - (bytes % blockBytes)) % blockBytes);

/** Two empty blocks: after the last file, and nothing after them. */
export const tarEnd = (): Uint8Array<ArrayBuffer> => new Uint8Array(2 * blockBytes);
