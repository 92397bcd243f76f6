import { expect, test } from '@playwright/test';
import { seedTenants } from '@/e2e/matrix/seed';
import { asOwnerOf } from '@/e2e/owner';
import { Product } from '@/e2e/product';
import { freePort } from '@/host/free-port';
import { Authority } from '@/host/testing/certificates';
import { TlsDirectory } from '@/host/testing/tls-files';

// The certificate names what a proxy in front would be asked for, and not the address at which the product meets itself.
const authority = new Authority('Server CA');
const own = authority.issue({ name: 'countersign', use: 'server', hosts: ['countersign.example'] });

test('the product tests itself at its hour, over https, in each tenant that was there, and every attempt is refused', async () => {
  test.setTimeout(240_000);
  const files = new TlsDirectory(own, authority.identity);
  const product = new Product(await freePort(0), {
    TLS_CERT: files.cert,
    TLS_KEY: files.key,
    BOUNDARY_SELFTEST_HOUR: String(new Date().getUTCHours()),
  });
  try {
    await product.isReady();
    const { people, stranger } = await seedTenants(product.dataDir);
    const [old, young] = [people.reviewer, stranger].map(({ session }) =>
      asOwnerOf(product.dataDir, { session }),
    );
    await old?.((sql) => sql`update tenants set created_at = now() - interval '1 year'`);
    type Tested = { failed: number; passed: number };
    let tests: Tested[] = [];
    const look = async () => {
      await old?.(async (sql) => {
        tests = [...(await sql<Tested[]>`select failed, passed from boundary_tests`)];
      });
      return tests.length;
    };
    await expect.poll(look, { timeout: 150_000, intervals: [1000] }).toBe(1);
    expect(tests[0]?.failed).toBe(0);
    expect(tests[0]?.passed).toBeGreaterThan(70);
    await young?.(async (sql) => {
      expect(await sql`select from boundary_nights`).toHaveLength(0);
    });
  } finally {
    await product.stop();
    files.remove();
  }
});
