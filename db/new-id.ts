import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import type { IdPrefix } from '@/lib/domain/ids';

/** A new id: prefix, `_`, ULID. Sorts by the time it was made. */
export const newId = <P extends IdPrefix>(prefix: P): `${P}_${string}` =>
  `${prefix}_${ulid(undefined, nextFraction)}`;

/** 16 bytes that make the digest of a short text say nothing about the text. */
export const newSalt = (): Buffer => randomBytes(16);

// One system call for 4096 digits: ulid asks for 16 numbers an id, and each would be a call of its own.
let random = Buffer.alloc(0);
let used = 0;

/** A random multiple of 1/256 below 1: enough, since ulid takes one of 32 digits from each. */
function nextFraction(): number {
  if (used >= random.length) {
    random = randomBytes(4096);
    used = 0;
  }
  const byte = random[used] ?? 0;
  used += 1;
  return byte / 256;
}
