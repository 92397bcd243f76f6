import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { freshName } from '@/e2e/agent';
import { apply } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';
import { leafHash } from '@/lib/domain/log/merkle-hash';
import { openCheckpoint } from '@/lib/domain/log/open-checkpoint';
import { parseTlogProof } from '@/lib/domain/log/tlog-proof';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import { rootFromInclusion } from '@/lib/domain/log/verify-inclusion';

const path = (page: Page) => page.getByRole('list', { name: /^From the signed root/ });

/** What lies behind the log is changed: only the owner of the database can, without its triggers. */
const changed = `
  alter table log_leaves disable trigger user;
  update log_leaves set entry = convert_to(replace(convert_from(entry, 'UTF8'), 'endpoint', 'Endpoint'), 'UTF8')
    where event = 'draft_created';
  alter table log_leaves enable trigger user`;

test('an auditor goes from a draft to its record, sees the path to the signed root and takes the proof away', async ({
  page,
  proposed,
}) => {
  const { review_url } = await proposed({ name: freshName('audited') });
  await apply(page, review_url);
  await page.getByRole('region', { name: 'Evidence' }).getByRole('link', { name: '#0' }).click();
  await expect(page).toHaveURL('/evidence/0');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Proposed');
  await expect(page.getByText(/^Proved: it lies in the log of \d leaves/)).toBeVisible();
  await expect(path(page).getByRole('listitem').first()).toContainText('signed root');
  await expect(path(page).getByRole('listitem').last()).toContainText('#0');
  await expect(page.getByRole('list').filter({ hasText: 'Applied' }).getByRole('link')).not.toHaveCount(0);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /tlog-proof$/ }).click();
  const proof = parseTlogProof(readFileSync(await (await download).path(), 'utf8'));
  const key = await parseVerifierKey(
    (await page
      .getByText(/\+[0-9a-f]{8}\+/)
      .first()
      .textContent()) ?? '',
  );
  const opened = proof && key && (await openCheckpoint(proof.checkpoint, key));
  const { size, root } = opened?.ok ? opened.checkpoint : { size: 0, root: null };
  const leaf = await leafHash(proof?.extra ?? new Uint8Array());
  expect(await rootFromInclusion({ index: 0, size, leaf, hashes: proof?.hashes ?? [] })).toEqual(root);
});

test('a record that was changed behind the log has no proof, and the page says so', async ({
  page,
  house,
  proposed,
}) => {
  await proposed({ name: freshName('changed') });
  await page.goto('/evidence/0');
  await expect(page.getByText(/^Proved/)).toBeVisible();
  await house.asOwner((sql) => sql.unsafe(changed).simple());
  await page.reload();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('There is no proof of this record.');
  await expect(path(page)).toHaveCount(0);
  await expect(page.getByRole('link', { name: /tlog-proof$/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Evidence' }).first().click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('The log is broken.');
});

test('the list says up to where the log was recomputed, and names the record that does not hold', async ({
  page,
  house,
  proposed,
}) => {
  test.setTimeout(90_000);
  const standing = page.locator('.log-standing');
  const reads = (words: RegExp) =>
    expect(async () => {
      await page.goto('/evidence');
      await expect(standing).toContainText(words, { timeout: 1000 });
    }).toPass({ timeout: 35_000 });
  await proposed({ name: freshName('sound') });
  await reads(/^Verified to #0 on \d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC/);
  await house.asOwner((sql) => sql.unsafe(changed).simple());
  await page.goto('/evidence/0');
  await reads(/^The log is broken\. It is broken at #0, evd_/);
});

test('the page that verifies is a document of its own from wherever it is opened', async ({
  page,
  proposed,
}) => {
  await proposed({ name: freshName('sealed') });
  for (const [from, link] of [
    ['/evidence', 'Verify a file'],
    ['/evidence/0', 'in this browser'],
  ] as const) {
    await page.goto(from);
    const document = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/verify');
    await page.getByRole('link', { name: link }).click();
    expect((await (await document).allHeaders())['content-security-policy']).toContain("connect-src 'none'");
  }
});

test('a position that the log does not have, and an address that is none, are the same page', async ({
  page,
  proposed,
}) => {
  await proposed({ name: freshName('only') });
  for (const position of ['1', '4711', '01', '-1', '1e1', 'x']) {
    const answer = await page.goto(`/evidence/${position}`);
    expect(answer?.status(), position).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is no record at this position' })).toBeVisible();
  }
});

test('the log is narrowed to a person, an agent and days, and the address keeps it', async ({
  page,
  proposed,
}) => {
  const { review_url } = await proposed({ name: freshName('mine') });
  await apply(page, review_url);
  await page.goto('/evidence');
  await page.getByLabel('Person or agent').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/by=usr_/);
  await page.goto('/evidence?to=2026-01-01');
  await expect(page.getByRole('heading', { name: 'No evidence matches' })).toBeVisible();
  await expect(page.getByLabel('To day, UTC')).toHaveValue('2026-01-01');
  await page.goto('/evidence?by=somebody');
  await expect(page.getByRole('main').getByText('1 filter not understood and left out.')).toBeVisible();
});

test('a record is printed without the bars and buttons around it', async ({ page, proposed }) => {
  await proposed({ name: freshName('paper') });
  await page.goto('/evidence/0');
  await page.emulateMedia({ media: 'print' });
  await expect(path(page)).toBeVisible();
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Take it away' })).toBeHidden();
});
