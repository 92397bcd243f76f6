import postgres from 'postgres';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { pool } from '@/db/pool';
import { whyUnbound } from './why-unbound';

const ours = pool();
const owner = postgres(inject('ownerUrl'), { max: 1 });

/** Asks over another connection; the pool is the process's one slot for it. */
async function unboundAs(url: string): Promise<string | null> {
  globalThis.countersignPool = postgres(url, { max: 1 }) as typeof ours;
  try {
    return await whyUnbound();
  } finally {
    await globalThis.countersignPool.end();
    globalThis.countersignPool = ours;
  }
}

afterAll(() => Promise.all([ours.end(), owner.end()]));

describe('whyUnbound', () => {
  it('accepts the role that serves requests', async () => {
    expect(await whyUnbound()).toBeNull();
  });

  it('refuses the owner of the tables, in one sentence', async () => {
    expect(await unboundAs(inject('ownerUrl'))).toMatch(
      /^The role in DATABASE_URL owns tables or may become their owner, so row-level security would not hold;.*\.$/,
    );
  });

  it('refuses a role that may become one that reads across tenants', async () => {
    await owner.unsafe(`create role sneaky login password 'sneaky' in role resolver`);
    try {
      const url = new URL(inject('appUrl'));
      [url.username, url.password] = ['sneaky', 'sneaky'];
      expect(await unboundAs(url.href)).toMatch(/may become a role that reads across tenants/);
    } finally {
      await owner.unsafe('drop role sneaky');
    }
  });

  it('says so when the database cannot be reached', async () => {
    expect(await unboundAs('postgres://app:x@127.0.0.1:1/none')).toMatch(/cannot be reached/);
  });
});
