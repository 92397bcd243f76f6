import type { Page } from '@playwright/test';
import { axe } from '@/e2e/axe';
import { dialogOf } from '@/e2e/deciding';
import { furnish } from '@/e2e/furnish';
import { expect, test } from '@/e2e/house';
import { inBothThemes } from '@/e2e/themes';

declare global {
  interface Window {
    onViolation: (what: string) => Promise<void>;
  }
}

const sizes = {
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  'small phone': { width: 320, height: 640 },
};
/** Style attributes that are ours. Through the object model the diff, Next's announcer, Base UI and a tip's place set theirs. */
const strayStyles = () => {
  const theirs =
    'body, .diff-body *, next-route-announcer, [data-base-ui-focus-guard], [data-base-ui-portal] *, [aria-owns], .tip';
  return [...document.querySelectorAll('[style]')]
    .filter((element) => !element.matches(theirs))
    .map((element) => element.outerHTML.slice(0, 120));
};

/** Buttons of which a box around them, that shows nothing outside itself, hides a side. */
const cutButtons = () =>
  [...document.querySelectorAll('main button')]
    .filter((button) => button.checkVisibility())
    .filter((button) => {
      const { left, right } = button.getBoundingClientRect();
      let around = button.parentElement;
      while (around !== null && !getComputedStyle(around).contain.includes('paint'))
        around = around.parentElement;
      const box = around?.getBoundingClientRect();
      return box !== undefined && (left < box.left - 1 || right > box.right + 1);
    })
    .map((button) => button.outerHTML.slice(0, 120));

const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

async function expectSoundAsShown(page: Page, where: string): Promise<void> {
  const violations = await axe(page, { targets: true });
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`);
  expect.soft(found, where).toEqual([]);
  expect.soft(await page.evaluate(overflow), `${where}: scrolls sideways`).toBeLessThanOrEqual(0);
  expect.soft(await page.evaluate(strayStyles), where).toEqual([]);
  expect.soft(await page.evaluate(cutButtons), `${where}: buttons cut off`).toEqual([]);
}

/** In both themes, and in one where only the width is new: what a theme changes is seen at the widths before. */
const expectSound = (page: Page, where: string): Promise<void> =>
  page.viewportSize()?.width === sizes['small phone'].width
    ? expectSoundAsShown(page, where)
    : inBothThemes(page, (theme) => expectSoundAsShown(page, `${where}, ${theme}`));

/** What the page holds folded, from its beginning: wherever the click left it, a control may lie under the bar that stays. */
async function expectUnfoldedSound(page: Page, summary: string, where: string): Promise<void> {
  await page.getByText(summary).click();
  await page.evaluate(() => scrollTo(0, 0));
  await expectSound(page, where);
}

async function expectDialogsSound(page: Page, where: string): Promise<void> {
  for (const box of await page.getByRole('main').getByRole('checkbox').all()) await box.check();
  for (const name of [/^Apply…/, /^Discard…/]) {
    await page.getByRole('button', { name }).click();
    await expect(dialogOf(page)).toBeVisible();
    await expectSound(page, `${where}, ${name.source}`);
    await page.keyboard.press('Escape');
    await expect(dialogOf(page)).toBeHidden();
  }
}

// The API reference is not among them: its renderer keeps rules of its own, and api-reference.spec.ts holds it to them.
// The longest file: its tests go to whichever worker is free.
test.describe.configure({ mode: 'parallel' });

for (const [size, viewport] of Object.entries(sizes)) {
  test.describe(`on a ${size}`, () => {
    test.use({ viewport });
    test.setTimeout(240_000);

    test('every page is accessible, fits, keeps the content policy and shows its colours', async ({
      page,
      house,
      proposed,
      openAs,
    }) => {
      const broken: string[] = [];
      await page.exposeFunction('onViolation', (what: string) => broken.push(what));
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          void window.onViolation(`${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      page.on('pageerror', (error) => broken.push(error.message));
      await page.goto('/drafts');
      await expect(page.getByRole('heading', { name: 'No agent has proposed anything yet' })).toBeVisible();
      await expectSound(page, 'first run');
      const { name, ...pages } = await furnish({ house, proposed, request: page.request });
      for (const [what, path] of Object.entries(pages)) {
        const answer = await page.goto(path);
        expect(answer?.headers()['content-security-policy'], what).toContain("style-src 'self' 'nonce-");
        expect((await answer?.text())?.match(/<[^>]+ style="[^"]*"/g) ?? [], what).toEqual([]);
        await expect(page.getByRole('main')).toBeVisible();
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await expectSound(page, what);
      }
      await page.goto(pages.pending);
      await expect(page.locator('[data-diff-ready]')).toBeVisible();
      const line = page.locator('.diff-body td').filter({ hasText: 'acrne' }).first();
      await expect(line).not.toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
      await expectDialogsSound(page, name);
      const admin = await openAs(house.people.admin, { viewport });
      await admin.goto('/settings');
      await expect(admin.getByRole('form', { name: 'Life of drafts' })).toBeVisible();
      await expectSound(admin, 'settings of an admin');
      await admin.getByLabel('Usual life').fill('0');
      await admin.getByRole('button', { name: 'Save' }).click();
      await expect(admin.getByRole('alert').filter({ hasText: 'Not saved' })).toBeVisible();
      await expectSound(admin, 'settings refused');
      await admin.goto('/agents');
      await expect(admin.getByRole('button', { name: /^Suspend/ }).first()).toBeVisible();
      await expectSound(admin, 'agents of an admin');
      await admin.goto('/agents/new');
      await expectUnfoldedSound(admin, 'Narrow it further', 'new key');
      await admin.getByRole('button', { name: 'Issue key' }).click();
      await expect(admin.getByRole('alert').filter({ hasText: 'No key was issued' })).toBeVisible();
      await expectSound(admin, 'new key refused');
      await admin.goto(pages.agentKey);
      await admin.getByRole('button', { name: 'Rotate…' }).click();
      await expect(admin.getByRole('alertdialog')).toBeVisible();
      await expectSound(admin, 'rotate');
      await admin.goto(pages.changeKeyRefused);
      await expectUnfoldedSound(admin, 'Narrow it further', 'change key');
      await admin.getByLabel('At once').fill('0');
      await admin.getByRole('button', { name: 'Save' }).click();
      await expect(admin.getByRole('alert').filter({ hasText: 'Nothing was changed' })).toBeVisible();
      await expectSound(admin, 'change key refused');
      await page.context().clearCookies();
      await page.goto('/sign-in');
      await expectSound(page, 'sign in');
      await page.goto('/verify');
      await expect(page.getByLabel(/^A bundle/)).toBeEnabled();
      await expectSound(page, 'verify');
      expect(broken).toEqual([]);
    });
  });
}

test('the account menu, a tip, the shortcut sheet and the phone’s menu are accessible', async ({
  page,
  proposed,
}) => {
  await proposed({ name: 'menu-check' });
  await page.goto('/drafts');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectSound(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /account menu$/ }).click();
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expectSoundAsShown(page, 'account menu');
  await page.keyboard.press('Escape');
  await page.locator('.time-text').first().hover();
  await expect(page.getByRole('tooltip')).toBeVisible();
  await expectSoundAsShown(page, 'tip');
  await page.setViewportSize(sizes.phone);
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Menu' })).toBeVisible();
  await expectSoundAsShown(page, 'phone menu');
});
