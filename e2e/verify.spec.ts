import { axe } from '@/e2e/axe';
import { expect, test } from '@/e2e/house';
import { proofFiles } from '@/lib/domain/log/testing/proof-files';
import { replacing, reseal } from '@/lib/domain/log/testing/reseal';
import { bundled, log, range, signer, size, whole } from '@/lib/domain/log/testing/small-log';

test.use({ role: null });

const fileOf = (name: string, content: Uint8Array | string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});
const bundle = fileOf('log.tar', whole);
const changed = reseal(
  whole,
  replacing('evidence.ndjson', (text) => text.replace('"n":3', '"n":4')),
);
const subject = 'A bundle, a .tlog-proof, or a proof as JSON';

test('a file is verified without an account, offline, and no request leaves', async ({ page, context }) => {
  const answer = await page.goto('/verify');
  expect(answer?.headers()['content-security-policy']).toContain("connect-src 'none'");
  await page.getByLabel(subject).setInputFiles(bundle);
  await expect(page.getByRole('button', { name: 'Verify' })).toBeEnabled();
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Verify' }).click();
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('Verified, by a key that came with the file');
  await expect(verdict).toContainText(`${size} records from position 0 to ${size - 1}`);
  await page.getByLabel('The key of the log').fill(signer.verifierKey);
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(verdict.getByRole('heading', { name: 'Verified', exact: true })).toBeVisible();
  expect(asked).toEqual([]);
});

test('what was changed is named by record and field, and a cut log beside what was kept', async ({
  page,
}) => {
  await page.goto('/verify');
  await page.getByLabel(subject).setInputFiles(fileOf('changed.tar', changed));
  await page.getByRole('button', { name: 'Verify' }).click();
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict.getByRole('heading', { name: 'Not verified' })).toBeVisible();
  await expect(verdict).toContainText('position 3 · evd_3 · payload.n');
  const short = await bundled(range(0, 20), { head: await log.headAt(20) });
  await page.getByLabel(subject).setInputFiles(fileOf('short.tar', short));
  await page.getByLabel('An older file').setInputFiles(bundle);
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(verdict).toContainText('the log was truncated or restored from an older backup');
});

test('a key that is none, and a file that is none, are said plainly', async ({ page }) => {
  await page.goto('/verify');
  await page.getByLabel(subject).setInputFiles(bundle);
  await page.getByLabel('The key of the log').fill('not a key');
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('That is not a verifier key.')).toBeVisible();
  await page.getByLabel('The key of the log').fill('');
  await page.getByLabel(subject).setInputFiles(fileOf('notes.txt', 'hello'));
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('The file is no bundle, no proof as JSON, and no tlog-proof.')).toBeVisible();
});

test('a proof as JSON is verified by keyboard alone', async ({ page }) => {
  await page.goto('/verify');
  const { document } = await proofFiles(log, 7, size);
  await page.getByLabel(subject).setInputFiles(fileOf('proof.json', JSON.stringify(document)));
  await expect(page.getByRole('button', { name: 'Verify' })).toBeEnabled();
  await page.getByRole('button', { name: 'Verify' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('1 record at position 7');
  expect(await axe(page, { targets: true })).toEqual([]);
});

test('a browser without Ed25519 or WebCrypto is told so', async ({ page }) => {
  await page.route('**/_next/static/**', async (route) => {
    const answer = await route.fetch();
    const body = await answer.text();
    await route.fulfill({ response: answer, body: body.replaceAll('"Ed25519"', '"Ed00000"') });
  });
  await page.goto('/verify');
  await expect(page.getByText('This browser does not know Ed25519')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Verify' })).toHaveCount(0);
});
