import type { Page } from '@playwright/test';
import { freshName } from '@/e2e/agent';
import { expect, test } from '@/e2e/house';

const account = (page: Page) => page.getByRole('button', { name: /account menu$/ });
const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out' });
const drawer = (page: Page) => page.getByRole('dialog', { name: 'Menu' });
const menuButton = (page: Page) => page.getByRole('button', { name: 'Menu', exact: true });
const time = (page: Page) => page.locator('.time-text').first();

test.beforeEach(async ({ page, proposed }) => {
  await page.goto((await proposed({ name: freshName('layer') })).review_url);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
});

test.describe('the account menu', () => {
  test('works by keys alone and gives focus back', async ({ page }) => {
    await account(page).focus();
    await expect(account(page)).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('Enter');
    await expect(account(page)).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('radio', { name: 'Same as the system' })).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.keyboard.press('Tab');
    await expect(signOut(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(signOut(page)).toBeHidden();
    await expect(account(page)).toBeFocused();
    await expect(account(page)).toHaveAttribute('aria-expanded', 'false');
  });

  test('closes when somebody presses elsewhere or moves on', async ({ page }) => {
    await account(page).click();
    await expect(signOut(page)).toBeVisible();
    await account(page).click();
    await expect(signOut(page)).toBeHidden();
    await account(page).click();
    await page.getByRole('heading', { level: 1 }).click();
    await expect(signOut(page)).toBeHidden();
    await account(page).click();
    await signOut(page).focus();
    await page.keyboard.press('Tab');
    await expect(signOut(page)).toBeHidden();
  });

  test('keeps single keys from the page behind it', async ({ page }) => {
    await account(page).click();
    await page.keyboard.press('d');
    await page.keyboard.press('?');
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await expect(page.getByRole('alertdialog')).toBeVisible();
  });
});

test.describe('a moment’s tip', () => {
  test('comes with hovering, stays under the pointer and goes with it', async ({ page }) => {
    const tip = page.getByRole('tooltip');
    await time(page).hover();
    await expect(tip).toContainText(/\d{2}:\d{2}:\d{2} UTC$/);
    await expect(time(page)).toHaveAccessibleDescription((await tip.textContent()) ?? '');
    const box = await tip.boundingBox();
    if (!box) throw new Error('the tip is not drawn');
    const middle = box.x + box.width / 2;
    await page.mouse.move(middle, box.y + box.height + 3);
    await page.waitForTimeout(20);
    await page.mouse.move(middle, box.y + box.height / 2);
    await page.waitForTimeout(300);
    await expect(tip).toBeVisible();
    await page.mouse.move(0, 0);
    await expect(tip).toBeHidden();
  });

  test('comes with focus and goes with Escape', async ({ page }) => {
    const tip = page.getByRole('tooltip');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Tab');
    await expect(time(page)).toBeFocused();
    await expect(tip).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(tip).toBeHidden();
    await expect(time(page)).toBeFocused();
  });

  test('follows what it stands on and stays in the window', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await time(page).click();
    const apart = async () => {
      const [tip, anchor] = [await page.getByRole('tooltip').boundingBox(), await time(page).boundingBox()];
      if (!tip || !anchor) throw new Error('the tip or its anchor is not drawn');
      expect(tip.x).toBeGreaterThanOrEqual(0);
      expect(tip.x + tip.width).toBeLessThanOrEqual(320);
      return Math.round(anchor.y - tip.y - tip.height);
    };
    expect(await apart()).toBe(6);
    await page.mouse.wheel(0, 20);
    await expect.poll(apart).toBe(6);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a tip comes with a tap and goes with a tap elsewhere', async ({ page }) => {
    // As in Safari, where a button that is pressed gets no focus, so none can leave it.
    await page.evaluate(() => window.addEventListener('mousedown', (event) => event.preventDefault()));
    await time(page).tap();
    await expect(page.getByRole('tooltip')).toBeVisible();
    await page.getByRole('heading', { level: 2 }).first().tap();
    await expect(page.getByRole('tooltip')).toBeHidden();
  });

  test('the menu keeps focus, closes with Escape and gives focus back', async ({ page }) => {
    await page.goto('/drafts');
    await menuButton(page).focus();
    await page.keyboard.press('Enter');
    await expect(drawer(page)).toBeVisible();
    for (let tabs = 0; tabs < 12; tabs += 1) {
      await page.keyboard.press('Tab');
      const focused = page.locator('main :focus:not(dialog *)');
      await expect(focused).toHaveCount(0);
    }
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toHaveCount(0);
    await expect(menuButton(page)).toBeFocused();
  });

  test('the menu closes with a tap beside it, and that tap does nothing else', async ({ page }) => {
    await page.goto('/drafts');
    const row = await page.getByRole('main').getByRole('row').last().boundingBox();
    if (!row) throw new Error('the draft is not in the list');
    const besideMenu = [360, row.y + row.height / 2] as const;
    await menuButton(page).tap();
    await expect(drawer(page)).toBeVisible();
    await page.touchscreen.tap(...besideMenu);
    await expect(drawer(page)).toHaveCount(0);
    await page.waitForTimeout(300);
    await expect(page).toHaveURL('/drafts');
    await page.touchscreen.tap(...besideMenu);
    await expect(page).toHaveURL(/\/drafts\/drf_/);
  });

  test('the menu leads to a page, and its account menu opens over it', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto('/drafts');
    await menuButton(page).tap();
    await drawer(page)
      .getByRole('button', { name: /account menu$/ })
      .tap();
    await expect(signOut(page)).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Escape');
    await expect(signOut(page)).toBeHidden();
    await expect(drawer(page)).toBeVisible();
    await drawer(page).getByRole('link', { name: 'History' }).tap();
    await expect(page).toHaveURL('/history');
    await expect(drawer(page)).toHaveCount(0);
  });
});
