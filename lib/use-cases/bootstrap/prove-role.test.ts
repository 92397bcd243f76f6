import postgres from 'postgres';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { pool } from '@/db/pool';
import { proveRole } from './prove-role';

const ours = pool();
const owner = postgres(inject('ownerUrl'), { max: 1 });

/** Proves the role of another connection; the pool is the process's one slot for it. */
async function proveAs(url: string): Promise<void> {
  globalThis.countersignPool = postgres(url, { max: 1 }) as typeof ours;
  try {
    await proveRole();
  } finally {
    await globalThis.countersignPool.end();
    globalThis.countersignPool = ours;
  }
}

afterAll(() => Promise.all([ours.end(), owner.end()]));

describe('proveRole', () => {
  it('accepts the role that serves requests', async () => {
    await expect(proveRole()).resolves.toBeUndefined();
  });

  it('refuses the owner of the tables, in one sentence', async () => {
    await expect(proveAs(inject('ownerUrl'))).rejects.toThrow(
      /^The role in DATABASE_URL owns tables or may become their owner, so row-level security would not hold;.*\.$/,
    );
  });

  it('refuses a role that may become one that reads across tenants', async () => {
    await owner.unsafe(`create role sneaky login password 'sneaky' in role resolver`);
    try {
      const url = new URL(inject('appUrl'));
      [url.username, url.password] = ['sneaky', 'sneaky'];
      await expect(proveAs(url.href)).rejects.toThrow(/may become a role that reads across tenants/);
    } finally {
      await owner.unsafe('drop role sneaky');
    }
  });

  it('says so when the database cannot be reached', async () => {
    await expect(proveAs('postgres://app:x@127.0.0.1:1/none')).rejects.toThrow(/cannot be reached/);
  });
});
