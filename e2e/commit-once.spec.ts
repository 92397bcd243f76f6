import { freshName } from '@/e2e/agent';
import { actionsOf, applyTrigger, commitButton, dialogOf, discardTrigger, lookAt } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';

// The change list of a whole endpoint fits, so that no scrolling stands before the last button.
test.use({ viewport: { width: 1280, height: 900 } });

const applied = /^Applied\. Evidence/;

test.beforeEach(async ({ page, proposed }) => {
  await lookAt(page, (await proposed({ name: freshName('once') })).review_url);
});

test('the keys a and d only open a dialog', async ({ page }) => {
  const sent = actionsOf(page);
  await page.keyboard.press('a');
  await expect(dialogOf(page)).toContainText('Apply:');
  await expect(dialogOf(page).getByRole('button', { name: 'Keep pending' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
  await page.keyboard.press('d');
  await expect(dialogOf(page)).toContainText('Discard the draft');
  await expect(commitButton(page)).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
  expect(sent).toEqual([]);
});

/** Opens the dialog, pesters its last button from the first moment, and answers after how long it was enabled. */
const pester = async (trigger: HTMLElement | SVGElement): Promise<number> => {
  const opened = performance.now();
  if (trigger instanceof HTMLElement) trigger.click();
  for (;;) {
    await new Promise(requestAnimationFrame);
    const commit = document.querySelector<HTMLButtonElement>('[data-commit]');
    if (commit?.disabled === false) return performance.now() - opened;
    commit?.click();
    commit?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
  }
};

test('the button that commits is elsewhere and does nothing for half a second', async ({ page }) => {
  const sent = actionsOf(page);
  await applyTrigger(page).click();
  await dialogOf(page).getByRole('textbox').fill('hooks.acme.com');
  await page.keyboard.press('Escape');
  await discardTrigger(page).click();
  await dialogOf(page).getByText('Not needed').click();
  await page.keyboard.press('Escape');
  for (const trigger of [applyTrigger(page), discardTrigger(page)]) {
    const from = await trigger.boundingBox();
    expect(await trigger.evaluate(pester)).toBeGreaterThanOrEqual(490);
    const to = await commitButton(page).boundingBox();
    if (!from || !to) throw new Error('a button is not on the page');
    const apart = to.x + to.width <= from.x || from.x + from.width <= to.x || to.y + to.height <= from.y;
    expect(apart, `${JSON.stringify(from)} and ${JSON.stringify(to)}`).toBe(true);
    await page.keyboard.press('Escape');
    await expect(dialogOf(page)).toBeHidden();
  }
  expect(sent).toEqual([]);
});

test('a double click sends one request', async ({ page }) => {
  const sent = actionsOf(page);
  await page.keyboard.press('a');
  await dialogOf(page).getByRole('textbox').fill('hooks.acme.com');
  await expect(commitButton(page)).toBeEnabled();
  await commitButton(page).dblclick();
  await expect(page.getByRole('heading', { name: applied })).toBeFocused();
  expect(sent).toHaveLength(1);
});

test('a held Enter sends one request', async ({ page }) => {
  const sent = actionsOf(page);
  await page.keyboard.press('a');
  await dialogOf(page).getByRole('textbox').fill('hooks.acme.com');
  await expect(commitButton(page)).toBeEnabled();
  await page.keyboard.down('Control');
  for (let repeat = 0; repeat < 8; repeat += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await page.keyboard.up('Control');
  await expect(page.getByRole('heading', { name: applied })).toBeVisible();
  expect(sent).toHaveLength(1);
});

test('a held key opens nothing by itself', async ({ page }) => {
  await page.evaluate(() => {
    dispatchEvent(new KeyboardEvent('keydown', { key: 'a', repeat: true, bubbles: true }));
  });
  await expect(dialogOf(page)).toBeHidden();
  await page.keyboard.press('a');
  await expect(dialogOf(page)).toBeVisible();
});

test('a wrong host keeps the button shut and pasting the right one opens it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('a');
  const typed = dialogOf(page).getByRole('textbox');
  await typed.fill('hooks.acrne.com');
  await expect(dialogOf(page).getByText('The draft says')).toBeVisible();
  await expect(commitButton(page)).toBeDisabled();
  await typed.fill('');
  await page.evaluate(() => navigator.clipboard.writeText('hooks.acme.com'));
  await typed.press('Control+v');
  await expect(typed).toHaveValue('hooks.acme.com');
  await expect(commitButton(page)).toBeEnabled();
});
