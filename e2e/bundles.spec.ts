import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { freshName } from '@/e2e/agent';
import { expect, test } from '@/e2e/house';
import { applyByRest } from '@/e2e/rest';

const bundles = (page: Page) => page.getByRole('list', { name: 'Bundles' });

/** Asks for what the form says, waits until it is made and fetches it. */
async function fetched(page: Page, name: RegExp) {
  await page.getByRole('button', { name: 'Make a bundle' }).click();
  const made = bundles(page).getByRole('listitem').filter({ hasText: name });
  await expect(made).toContainText('Ready', { timeout: 30_000 });
  const download = page.waitForEvent('download');
  await made.getByRole('link', { name: 'Download' }).click();
  const file = await download;
  return { name: file.suggestedFilename(), buffer: readFileSync(await file.path()) };
}

/** Drops the file on the page that needs no account, and presses Verify. */
async function dropped(page: Page, { name, buffer }: { name: string; buffer: Buffer }) {
  const { pathname } = new URL(page.url());
  expect(pathname).toBe('/verify');
  const transfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], fileName));
      return data;
    },
    [name, buffer.toString('base64')] as const,
  );
  await page.locator('.drop').first().dispatchEvent('drop', { dataTransfer: transfer });
  await page.getByRole('button', { name: 'Verify' }).click();
  return page.getByRole('region', { name: 'Verdict' });
}

test('the whole log is asked for, fetched and dropped where it verifies by the key that the record’s page shows', async ({
  page,
  house,
  proposed,
  request,
}) => {
  await applyByRest(request, house.people.reviewer, await proposed({ name: freshName('bundled') }));
  await page.goto('/evidence');
  const file = await fetched(page, /^Records #0 to #2/);
  await page.goto('/evidence/0');
  const key = (await page.getByText(/^\S+\+[0-9a-f]{8}\+\S+$/).textContent()) ?? '';
  await page.getByRole('link', { name: 'in this browser' }).click();
  await page.getByLabel('The key of the log').fill(key);
  const verdict = await dropped(page, file);
  await expect(verdict.getByRole('heading', { name: 'Verified', exact: true })).toBeVisible();
  await expect(verdict).toContainText('3 records from position 0 to 2');
});

test('a range and a draft are asked for apart, and a range that is none is refused in words', async ({
  page,
  house,
  proposed,
  request,
}) => {
  const created = await proposed({ name: freshName('one') });
  await proposed({ name: freshName('other') });
  await applyByRest(request, house.people.reviewer, created);
  await page.goto('/evidence');
  await page.getByLabel('From record').fill('9');
  await page.getByRole('button', { name: 'Make a bundle' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  await page.getByLabel('From record').fill('1');
  await page.getByLabel('To record').fill('2');
  await fetched(page, /^Records #1 to #2/);
  await page.goto(`/drafts/${created.draft.id}`);
  await page.getByRole('link', { name: 'All of this draft' }).click();
  const file = await fetched(page, /^Draft drf_/);
  await page.goto('/verify');
  const verdict = await dropped(page, file);
  await expect(verdict).toContainText('Verified, by a key that came with the file');
});

test('how far a bundle is can be seen while it is made, and why one could not be', async ({
  page,
  proposed,
  house,
}) => {
  await proposed({ name: freshName('slow') });
  const id = 'bnd_01KAJ3V7Q8M2N4P6R8T0V2X4ZB';
  await house.asOwner(
    (
      sql,
    ) => sql`insert into evidence_bundles (tenant_id, id, kind, from_position, to_position, status, attempt,
      leased_until, done, total, requested_by, requested_at, expires_at)
      values (current_tenant(), ${id}, 'range', 0, 1000, 'making', 1, now() + interval '1 hour', 240, 1000,
        ${house.people.reviewer.id}, now(), now() + interval '7 days')`,
  );
  await page.goto('/evidence');
  const bundle = bundles(page).getByRole('listitem');
  await expect(bundle).toContainText('240 of 1000 records');
  await expect(bundle.getByRole('progressbar')).toHaveJSProperty('value', 240);
  await expect(bundle.getByRole('link')).toHaveCount(0);
  await house.asOwner((sql) => sql`update evidence_bundles set done = 750 where id = ${id}`);
  await expect(bundle).toContainText('750 of 1000 records');
  await house.asOwner(
    (sql) => sql`update evidence_bundles set status = 'failed', leased_until = null, finished_at = now(),
      failed_code = 'BUNDLE_TOO_LARGE' where id = ${id}`,
  );
  await expect(bundle).toContainText('Too large: ask for a smaller range');
  await expect(bundle.getByRole('progressbar')).toHaveCount(0);
});
