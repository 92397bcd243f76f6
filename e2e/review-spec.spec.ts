import type { Page } from '@playwright/test';
import { z } from 'zod';
import { freshName } from '@/e2e/agent';
import { expect, test } from '@/e2e/house';
import { applyByRest } from '@/e2e/rest';

const shownSchema = z.object({
  created_at: z.string(),
  expires_at: z.string(),
  proposed_spec: z.record(z.string(), z.unknown()),
});

/** What REST says of a draft. */
const shown = async (page: Page, id: string) =>
  shownSchema.parse(await (await page.request.get(`/api/v1/drafts/${id}`)).json());

/** The lines of the diff that carry this mark, whether it stands in one column or in two. */
const diffLines = (page: Page, mark: 'added' | 'removed') =>
  page
    .getByRole('region', { name: 'Spec diff' })
    .locator(`.diff-gutter.${mark}`)
    .evaluateAll((gutters) =>
      gutters.map((gutter) => gutter.nextElementSibling?.nextElementSibling?.textContent ?? ''),
    );

const everyField = {
  description: 'Orders of the shop',
  events: ['charge.succeeded', 'charge.failed'],
  ip_allowlist: ['198.51.100.0/24'],
  headers: { 'X-Plant': 'berlin-2' },
  labels: { team: 'payments' },
  timeout_seconds: 17,
  max_payload_bytes: 131_072,
  retry: { max_attempts: 7, backoff: 'fixed', initial_seconds: 3, max_seconds: 45 },
  enabled: false,
};

test('the review shows every field of the proposed spec in words, as its JSON has it', async ({
  page,
  proposed,
}) => {
  const name = freshName('every-field');
  const { draft, review_url } = await proposed({ name, ...everyField });
  await page.goto(review_url);
  await expect(page.locator('[data-diff-ready]')).toBeVisible();
  const words = page.getByRole('table', { name: /in words$/ });
  for (const [field, value] of [
    ['Name', name],
    ['Provider', 'stripe'],
    ['Target host', 'https://hooks.acme.com/orders'],
    ['Path', '/orders'],
    ['Description', everyField.description],
    ['Events', 'charge.succeeded, charge.failed'],
    ['Verification', 'provider_default'],
    ['Secret', 'secret://vault/acme/stripe#signing_secret'],
    ['IP allow-list', '198.51.100.0/24'],
    ['Header X-Plant', 'berlin-2'],
    ['Label team', 'payments'],
    ['Timeout', '17 s'],
    ['Max payload', '128 KiB'],
    ['Retries', '7'],
    ['Backoff', 'fixed'],
    ['First retry after', '3 s'],
    ['Longest retry wait', '45 s'],
    ['Environment', 'dev'],
    ['Enabled', 'no'],
  ] as const) {
    const row = words
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: field, exact: true }) });
    await expect(row, field).toContainText(value);
  }
  const { proposed_spec } = await shown(page, draft.id);
  expect(proposed_spec).toMatchObject({ name, ...everyField });
  expect(JSON.parse((await diffLines(page, 'added')).join('\n'))).toEqual(proposed_spec);
  const diff = page.getByRole('region', { name: 'Spec diff' });
  await diff.getByRole('button', { name: 'Raw', exact: true }).click();
  expect(JSON.parse(await diff.locator('pre.diff-raw').innerText())).toEqual(proposed_spec);
});

test('the diff of a create adds every line; that of an update shows the lines that change, and no other', async ({
  page,
  house,
  proposed,
}) => {
  const name = freshName('compared');
  const created = await proposed({ name });
  await page.goto(created.review_url);
  await expect(page.locator('[data-diff-ready]')).toBeVisible();
  expect(await diffLines(page, 'removed')).toEqual([]);
  const added = await diffLines(page, 'added');
  expect(JSON.parse(added.join('\n'))).toEqual((await shown(page, created.draft.id)).proposed_spec);

  await applyByRest(page.request, house.people.reviewer, created);
  const update = await proposed({ name, timeout_seconds: 12 }, { operation: 'update', base_version: 1 });
  await page.goto(update.review_url);
  await expect(page.locator('[data-diff-ready]')).toBeVisible();
  expect((await diffLines(page, 'removed')).map((line) => line.trim())).toEqual(['"timeout_seconds": 30,']);
  expect((await diffLines(page, 'added')).map((line) => line.trim())).toEqual(['"timeout_seconds": 12,']);
});

test('the review says when the draft was made and when it ends, from now and by the clock', async ({
  page,
  proposed,
}) => {
  const { draft, review_url } = await proposed({ name: freshName('times') }, { ttl_hours: 5 });
  const { created_at, expires_at } = await shown(page, draft.id);
  await page.goto(review_url);
  for (const [at, fromNow] of [
    [created_at, /^(just now|\d+ s ago)$/],
    [expires_at, /^in (5 h|4 h 59 m), \d\d:\d\d UTC$/],
  ] as const) {
    const time = page.getByRole('main').locator(`time[datetime="${at}"]`).first();
    await expect(time).toHaveText(fromNow);
    await time.hover();
    await expect(page.getByRole('tooltip')).toContainText(`, ${at.slice(11, 19)} UTC`);
    await page.mouse.move(0, 0);
    await expect(page.getByRole('tooltip')).toHaveCount(0);
  }
});
