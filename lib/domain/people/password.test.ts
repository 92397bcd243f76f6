import { describe, expect, it } from 'vitest';
import { hashPassword, nobodysPasswordHash, provesPassword } from './password';

const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');

const time = async (stored: string) => {
  const startedAt = performance.now();
  await provesPassword('a wrong password', stored);
  return performance.now() - startedAt;
};

describe('password', () => {
  it('proves the password that was hashed and no other', async () => {
    const stored = await hashPassword('correct horse battery', salt);
    expect(stored).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$AAECAwQFBgcICQoLDA0ODw\$/);
    expect(await provesPassword('correct horse battery', stored)).toBe(true);
    expect(await provesPassword('correct horse batterY', stored)).toBe(false);
    expect(await provesPassword('', stored)).toBe(false);
  });

  it('treats the same characters in another normal form as the same password', async () => {
    const stored = await hashPassword('caf\u00e9 cafe\u0301 long', salt);
    expect(await provesPassword('cafe\u0301 caf\u00e9 long', stored)).toBe(true);
  });

  it.each(['', 'plain', '$scrypt$ln=99$x$y', '$argon2id$v=19$m=65536$AAAA$BBBB', nobodysPasswordHash])(
    'never proves against %j',
    async (stored) => {
      expect(await provesPassword('anything at all', stored)).toBe(false);
    },
  );

  it('takes as long for an account that does not exist', async () => {
    const real = await hashPassword('a right password', salt);
    await time(real);
    expect(await time(nobodysPasswordHash)).toBeGreaterThan((await time(real)) / 4);
  });
});
