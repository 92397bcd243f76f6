import { type Bytes, concat } from './bytes';

/** C2SP tlog-tiles: entries one behind the other, each behind its length as a big-endian uint16. Throws for a longer entry. */
export function entryBundle(entries: readonly Uint8Array[]): Bytes {
  return concat(...entries.flatMap((entry) => [lengthOf(entry), entry]));
}

function lengthOf({ length }: Uint8Array): Uint8Array {
  if (length > 0xff_ff) throw new Error('an entry of a bundle has at most 65535 bytes');
  return Uint8Array.of(length >> 8, length & 0xff);
}
