import type { Page } from '@playwright/test';
import { z } from 'zod';
import { freshName } from '@/e2e/agent';
import { axe } from '@/e2e/axe';
import { actionsOf, apply, applyTrigger } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';
import { applyByRest } from '@/e2e/rest';
import { inBothThemes } from '@/e2e/themes';

const press = (page: Page, name: 'Check' | 'Propose') =>
  page.getByRole('button', { name, exact: true }).click();
const notice = (page: Page) => page.getByRole('main').getByRole('alert');
const pending = async (page: Page) =>
  z.object({ pending: z.int() }).parse(await (await page.request.get('/api/v1/drafts/count')).json()).pending;
const preview = (page: Page) => page.getByRole('region', { name: /^What (?:it would|changes)/ });
const secret = ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_');

async function fill(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Provider', { exact: true }).selectOption('generic');
  await page.getByLabel('Target URL', { exact: true }).fill('https://hooks.acme.com/by-hand');
  await page.getByLabel('Why', { exact: true }).fill('The old one is switched off on Friday.');
}

test('a person proposes with the form, sees who may decide, and another applies it', async ({
  page,
  house,
  openAs,
}) => {
  const name = freshName('by-form');
  await page.goto('/drafts');
  await page.getByRole('link', { name: 'Propose a change' }).click();
  await expect(page).toHaveURL(/\/drafts\/new$/);
  await fill(page, name);
  await expect(preview(page)).toContainText('hooks.acme.com');
  await expect(preview(page)).toContainText('(admin) may decide it.');
  await press(page, 'Propose');
  await expect(page).toHaveURL(/\/drafts\/drf_/);
  await expect(page.getByText('You proposed this draft. Someone else must apply it.')).toBeVisible();
  await expect(page.getByText(/\(admin\) may decide it\.$/)).toBeVisible();
  await expect(applyTrigger(page)).toHaveCount(0);
  await apply(await openAs(house.people.admin), page.url());
});

test('what is wrong is said at its field, the first has the focus, and nothing typed is lost', async ({
  page,
}) => {
  await page.goto('/drafts/new');
  await page.getByLabel('Name', { exact: true }).fill('Not A Name');
  await page.getByText(/more:/).first().click();
  await page.getByLabel('Timeout').fill('soon');
  await page.getByLabel('Labels').fill('team payments');
  await press(page, 'Propose');
  await expect(notice(page)).toContainText('Write each line as name: value.');
  await expect(page.getByLabel('Labels')).toBeFocused();
  await page.getByLabel('Labels').fill('team: payments');
  await press(page, 'Propose');
  await expect(notice(page)).toContainText('Nothing was proposed');
  await expect(notice(page).getByRole('listitem')).toHaveText([
    /^Name: /,
    /^Provider: /,
    /^Target URL: /,
    /^Timeout: /,
    /^Why: /,
  ]);
  const name = page.getByLabel('Name', { exact: true });
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(name).toHaveAccessibleDescription(/lower-case letters/);
  await expect(name).toHaveValue('Not A Name');
  await expect(page.getByLabel('Timeout')).toHaveValue('soon');
  await notice(page).getByRole('link', { name: 'Timeout' }).click();
  await expect(page.getByLabel('Timeout')).toBeFocused();
});

test('a secret is refused before it is stored, and said plainly', async ({ page }) => {
  await page.goto('/drafts/new');
  await fill(page, freshName('leaky'));
  await page.getByText(/more:/).first().click();
  await page.getByLabel('Description').fill(secret);
  await expect(preview(page)).toContainText('This looks like a secret. It is not stored');
  await press(page, 'Propose');
  await expect(notice(page)).toContainText('Nothing of this was stored');
  await expect(page.getByLabel('Description')).toBeFocused();
  expect(await pending(page)).toBe(0);
});

test('an update starts from what is live and stays bound to it; a delete says what it removes', async ({
  page,
  house,
  proposed,
  openAs,
}) => {
  const name = freshName('live');
  const endpoint = await applyByRest(page.request, house.people.reviewer, await proposed({ name }));
  await page.goto(`/resources/endpoints/${endpoint}`);
  await page.getByRole('link', { name: 'Propose an update' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name);
  await expect(page.getByLabel('Name', { exact: true })).not.toBeEditable();
  await expect(page.getByLabel('Target URL', { exact: true })).toHaveValue('https://hooks.acme.com/orders');
  await page.getByLabel('Events').fill('charge.*\ninvoice.paid');
  await page.getByLabel('Why', { exact: true }).fill('Fewer events.');
  await expect(preview(page)).toContainText('charge.*, invoice.paid');

  const readAgain = page.waitForResponse(
    async (answer) =>
      answer.url().includes('/drafts/new') && (await answer.text()).includes('"baseVersion":2'),
  );
  const admin = await openAs(house.people.admin);
  const moved = await proposed({ name, timeout_seconds: 9 }, { operation: 'update', base_version: 1 });
  await applyByRest(admin.request, house.people.admin, moved);
  await readAgain;
  await page.waitForTimeout(300);
  await expect(page.getByText('Made against version 1.')).toBeVisible();
  await press(page, 'Propose');
  await expect(notice(page)).toContainText('is at version 2, not 1');
  await expect(page.getByLabel('Events')).toHaveValue('charge.*\ninvoice.paid');

  await page.goto(`/drafts/new?operation=delete&name=${name}`);
  await expect(preview(page)).toContainText('hooks.acme.com');
  await expect(page.getByRole('textbox')).toHaveCount(2);
  await page.getByLabel('Why', { exact: true }).fill('No longer used.');
  await press(page, 'Propose');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Delete ${name}`);
});

test('by keyboard alone: Enter checks, and a second press of Propose makes no second draft', async ({
  page,
}) => {
  await page.goto('/drafts/new');
  const name = freshName('keys');
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type('gen');
  await page.keyboard.press('Tab');
  await page.keyboard.type('https://hooks.acme.com/keys');
  await page.keyboard.press('Enter');
  await expect(notice(page)).toContainText('Why');
  await expect(page.getByLabel('Why', { exact: true })).toBeFocused();
  await page.keyboard.type('By hand.');
  for (let tabs = 0; tabs < 4; tabs += 1) {
    await page.keyboard.press('Tab');
    if (
      await page
        .getByRole('button', { name: 'Propose', exact: true })
        .evaluate((it) => it === document.activeElement)
    )
      break;
  }
  await expect(page.getByRole('button', { name: 'Propose', exact: true })).toBeFocused();
  const sent = actionsOf(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/drafts\/drf_/);
  expect(sent).toHaveLength(1);
  expect(await pending(page)).toBe(1);
});

test('a session that has ended loses nothing that was typed', async ({ page, house }) => {
  await page.goto('/drafts/new');
  await fill(page, freshName('ended'));
  const { session } = house.people.reviewer;
  await house.asOwner((sql) => sql`update sessions set revoked_at = now() where id = ${session}`);
  await press(page, 'Propose');
  await expect(notice(page)).toContainText('Your session has ended');
  await expect(page.getByRole('link', { name: 'Sign in in a new tab' })).toBeVisible();
  await expect(page.getByLabel('Why', { exact: true })).toHaveValue('The old one is switched off on Friday.');
  await page.context().addCookies([await house.cookieOf(house.people.admin)]);
  await press(page, 'Propose');
  await expect(notice(page)).toContainText('Somebody else has signed in');
});

test('a lost answer is said, and the next press makes no second draft', async ({ page }) => {
  await page.goto('/drafts/new');
  await fill(page, freshName('lost'));
  await page.route('**/drafts/new', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await press(page, 'Propose');
  await expect(page.getByText('The server did not answer. Press again')).toBeVisible();
  await page.unroute('**/drafts/new');
  await press(page, 'Propose');
  await expect(page).toHaveURL(/\/drafts\/drf_/);
  expect(await pending(page)).toBe(1);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the form checks, refuses at the field, keeps what was typed, and proposes', async ({ page }) => {
    await page.goto('/drafts/new');
    const name = freshName('plain');
    await fill(page, name);
    await page.getByLabel('Target URL', { exact: true }).fill('http://hooks.acme.com');
    await press(page, 'Propose');
    await expect(notice(page)).toContainText('Target URL');
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name);
    await expect(page.getByLabel('Provider', { exact: true })).toHaveValue('generic');
    await page.getByLabel('Target URL', { exact: true }).fill('https://hooks.acme.com/plain');
    await press(page, 'Check');
    await expect(preview(page)).toContainText('hooks.acme.com');
    await expect(page.getByText('Nothing was proposed yet.')).toBeVisible();
    await press(page, 'Propose');
    await page.getByRole('link', { name: 'Open the draft' }).click();
    await expect(page).toHaveURL(/\/drafts\/drf_/);
  });
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('has no form and no way to it', async ({ page, house, proposed, openAs }) => {
    const reviewer = await openAs(house.people.reviewer);
    const endpoint = await applyByRest(
      reviewer.request,
      house.people.reviewer,
      await proposed({ name: freshName('seen') }),
    );
    for (const path of ['/drafts', '/resources/endpoints', `/resources/endpoints/${endpoint}`]) {
      await page.goto(path);
      await expect(page.getByRole('link', { name: /^Propose/ })).toHaveCount(0);
    }
    await page.goto('/drafts/new');
    await expect(page.getByRole('heading', { name: 'A viewer cannot propose changes.' })).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveCount(0);
  });
});

for (const width of [1440, 390, 320]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test('the form is accessible and fits: untouched, refused and previewed', async ({ page }) => {
      const sound = async (what: string) => {
        await inBothThemes(page, async (theme) => {
          const violations = await axe(page, { targets: true });
          expect
            .soft(
              violations.map(({ id }) => id),
              `${what}, ${theme}`,
            )
            .toEqual([]);
        });
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect.soft(over, `${what}: scrolls sideways`).toBeLessThanOrEqual(0);
      };
      await page.goto('/drafts/new');
      await sound('untouched');
      await page.getByText(/more:/).first().click();
      await page.getByLabel('Labels').fill(`a-${'very-'.repeat(12)}long-key: ${'x'.repeat(90)}`);
      await press(page, 'Propose');
      await expect(notice(page)).toBeVisible();
      await sound('refused');
      await page.getByLabel('Labels').fill('team: payments');
      await fill(page, freshName('look'));
      await press(page, 'Check');
      await expect(page.getByText('Nothing was proposed yet.')).toBeVisible();
      await sound('previewed');
    });
  });
}
