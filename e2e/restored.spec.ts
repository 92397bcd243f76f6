import type { Page } from '@playwright/test';
import postgres from 'postgres';
import { readRecord } from '@/db/embedded/record';
import { roleUrl } from '@/db/embedded/roles';
import { letOwnerTamper } from '@/db/testing/let-owner-tamper';
import { restoreLog } from '@/db/testing/tamper-log';
import { freshName } from '@/e2e/agent';
import { expect, type House, test } from '@/e2e/house';
import { runScript } from '@/e2e/run-script';

const dataDir = process.env['E2E_DATA_DIR'] ?? '';
const standing = (page: Page) => page.getByRole('main').locator('.log-standing');

async function tenantOf({ asOwner }: House) {
  let tenant = { id: '', name: '' };
  await asOwner(async (sql) => {
    const [found] = await sql<
      { id: string; name: string }[]
    >`select id, name from tenants where id = current_tenant()`;
    if (found) tenant = found;
  });
  return tenant;
}

/** The log as a backup has it that was made when it had `size` leaves; what was signed since is known outside the database. */
async function restore(tenant: { id: string }, size: number): Promise<void> {
  const record = readRecord(dataDir);
  if (record === null) throw new Error('no embedded database');
  await letOwnerTamper(dataDir);
  const owner = postgres(roleUrl('countersign', record.ownerPassword, record.port), {
    max: 1,
    onnotice: () => {},
  });
  try {
    await restoreLog(owner, tenant, size);
  } finally {
    await owner.end();
  }
}

test('a log that is behind what was signed of it is signed no more, says so in red, and goes on once it is accepted', async ({
  page,
  house,
  proposed,
}) => {
  test.setTimeout(90_000);
  for (const name of ['one', 'two', 'three']) await proposed({ name: freshName(name) });
  await page.goto('/evidence/2');
  await expect(page.getByText('Proved: it lies in the log of 3 leaves')).toBeVisible();
  const { items } = (await (await page.request.get('/api/v1/evidence')).json()) as {
    items: { id: string }[];
  };
  const proof = () => page.request.get(`/api/v1/evidence/${items.at(-1)?.id}/proof`);
  expect((await proof()).status()).toBe(200);

  const tenant = await tenantOf(house);
  await restore(tenant, 1);
  const refused = await proof();
  expect(refused.status()).toBe(503);
  expect(await refused.json()).toMatchObject({ code: 'LOG_NOT_SIGNABLE' });
  await page.goto('/evidence');
  await expect(standing(page)).toContainText('The log is broken.');
  await expect(standing(page)).toContainText('LOG_NOT_SIGNABLE');
  await expect(standing(page)).toHaveRole('alert');
  await page.goto('/evidence/0');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('There is no proof of this record.');
  await expect(page.getByRole('link', { name: /tlog-proof$/ })).toHaveCount(0);

  const reason = 'The disk of the database was lost on Monday.';
  const said = runScript('scripts/admin.ts', 'accept-restored', '--tenant', tenant.name, '--reason', reason);
  expect(said).toContain('was signed up to 3 and is signed again from 1 on');
  expect((await proof()).status()).toBe(200);
  await page.goto('/evidence');
  await expect(standing(page)).not.toContainText('broken');
  await expect(page.getByRole('row').filter({ hasText: 'Older backup accepted' })).toHaveCount(1);
  await page.getByRole('link', { name: '1', exact: true }).click();
  await expect(page.getByText('Proved: it lies in the log of 2 leaves')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('Monday');
});
