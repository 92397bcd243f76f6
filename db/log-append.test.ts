import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { leafOf } from '@/lib/domain/evidence/leaf';
import { appendLeaf } from './queries/append-leaf';
import { leafHash, merkleRoot, rootOfEdge } from './testing/merkle-root';

const app = postgres(inject('appUrl'), {
  max: 8,
  types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
});
const owner = postgres(inject('ownerUrl'), { max: 1 });
const tenant = crypto.randomUUID();

const inTenant = <T>(run: (sql: postgres.TransactionSql<{ bigint: number }>) => Promise<T>) =>
  app.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenant}, true)`;
    return run(sql);
  });
const leaf = (n: number, event: 'draft_created' | 'draft_apply_refused' = 'draft_apply_refused') =>
  leafOf({ event, id: `evd_${n}`, tenant, subject: `drf_${n}`, payload: { draft_id: `drf_${n}` } });
const stored = () =>
  inTenant(async (sql) => {
    const leaves = await sql<{ idx: number; entry: Buffer; hashes: Buffer }[]>`
      select idx, entry, hashes from log_leaves order by idx`;
    const [head] = await sql<
      { size: number; edge: Buffer; pending_count: number }[]
    >`select * from log_heads`;
    return { leaves: [...leaves], head };
  });

beforeAll(async () => {
  await owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenant}, true)`;
    await sql`insert into tenants (id, name, created_at) values (${tenant}, ${`t-${tenant}`}, now())`;
  });
  await inTenant((sql) => sql`select log_open()`);
});
afterAll(() => Promise.all([app.end(), owner.end()]));

/** The test vectors of the certificate-transparency project for RFC 6962. */
const vectors = {
  entries: [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ],
  roots: [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ],
};

describe('the log', () => {
  it('is compared with an implementation that passes the public RFC 6962 vectors', () => {
    const entries = vectors.entries.map((hex) => Buffer.from(hex, 'hex'));
    expect(vectors.roots).toEqual(entries.map((_, n) => merkleRoot(entries.slice(0, n + 1)).toString('hex')));
  });

  it('has the RFC 6962 root after each of 33 appends, gap-free from 0, and stores what was hashed', async () => {
    for (let n = 0; n < 33; n += 1) {
      const placed = await inTenant((sql) => appendLeaf(sql, 'none', leaf(n)));
      expect(placed.merklePosition).toBe(n);
      const { leaves, head } = await stored();
      const entries = leaves.map(({ entry }) => entry);
      expect(placed.leafHash).toBe(`sha256:${leafHash(entries[n] ?? Buffer.alloc(0)).toString('hex')}`);
      expect(rootOfEdge(head?.edge ?? Buffer.alloc(0)).equals(merkleRoot(entries))).toBe(true);
    }
  });

  it('keeps its order and loses nothing under 32 appenders at once', async () => {
    const before = (await stored()).leaves.length;
    const placed = await Promise.all(
      Array.from({ length: 32 }, (_, n) => inTenant((sql) => appendLeaf(sql, 'none', leaf(100 + n)))),
    );
    const positions = placed.map(({ merklePosition }) => merklePosition).toSorted((a, b) => a - b);
    expect(positions).toEqual(Array.from({ length: 32 }, (_, n) => before + n));
    const { leaves, head } = await stored();
    expect(
      rootOfEdge(head?.edge ?? Buffer.alloc(0)).equals(merkleRoot(leaves.map(({ entry }) => entry))),
    ).toBe(true);
  });

  it('gives a position back when its transaction fails', async () => {
    const before = (await stored()).leaves.length;
    const failed = inTenant(async (sql) => {
      await appendLeaf(sql, 'none', leaf(200));
      throw new Error('after the append');
    });
    await expect(failed).rejects.toThrow('after the append');
    expect((await stored()).leaves).toHaveLength(before);
  });

  it('refuses an entry that says something else than the door it comes through', async () => {
    const disguised = { ...leaf(300), event: 'draft_discarded' } as const;
    await expect(inTenant((sql) => appendLeaf(sql, 'none', disguised))).rejects.toThrow(
      'does not say what it is appended as',
    );
  });

  it('counts pending drafts as they are created', async () => {
    const before = (await stored()).head?.pending_count ?? -1;
    await inTenant((sql) => appendLeaf(sql, 'none', leaf(400, 'draft_created')));
    expect((await stored()).head?.pending_count).toBe(before + 1);
  });
});
