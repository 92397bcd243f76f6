import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's recommended scrypt strength in 32 MiB: N = 2^15, r = 8, p = 3. */
const strength = { ln: 15, r: 8, p: 3 };
const encoded =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,86})\$([A-Za-z0-9+/]{43})$/;

/** A hash that no password has: proving against it takes as long as against a real one. */
export const nobodysPasswordHash = `$scrypt$ln=15,r=8,p=3$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** The text to store: algorithm, strength, salt and hash in PHC form. `salt` is 16 random bytes. */
export async function hashPassword(password: string, salt: Buffer): Promise<string> {
  const { ln, r, p } = strength;
  const hash = await derive(password, salt, strength);
  return `$scrypt$ln=${ln},r=${r},p=${p}$${base64(salt)}$${base64(hash)}`;
}

/** Compares in constant time. False for a stored text that is not one of ours. */
export async function provesPassword(password: string, stored: string): Promise<boolean> {
  const [, ln, r, p, salt, hash] = encoded.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) return false;
  const given = await derive(password, Buffer.from(salt, 'base64'), {
    ln: Number(ln),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(given, Buffer.from(hash, 'base64'));
}

function derive(password: string, salt: Buffer, { ln, r, p }: typeof strength): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r };
  return new Promise((settle, fail) => {
    // NFKC, so that the same keys on another keyboard or system are the same password.
    scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) =>
      error === null ? settle(key) : fail(error),
    );
  });
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
