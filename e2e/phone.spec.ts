import { freshName } from '@/e2e/agent';
import { apply, applyTrigger, commitButton, dialogOf, discardTrigger, lookAt } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';

const neededPixels = 44;

for (const width of [320, 390]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 700 }, hasTouch: true });

    test('the decision bar is at hand, large enough and apart', async ({ page, proposed }) => {
      await lookAt(page, (await proposed({ name: freshName('thumb') })).review_url);
      const [left, right] = [
        await discardTrigger(page).boundingBox(),
        await applyTrigger(page).boundingBox(),
      ];
      if (!left || !right) throw new Error('a button is not on the page');
      for (const { height, width: wide, y } of [left, right]) {
        expect(Math.min(height, wide)).toBeGreaterThanOrEqual(neededPixels);
        expect(y + height).toBeLessThanOrEqual(700);
      }
      expect(right.x - left.x - left.width).toBeGreaterThanOrEqual(12);
      await applyTrigger(page).tap();
      for (const button of [
        commitButton(page),
        dialogOf(page).getByRole('button', { name: 'Keep pending' }),
      ]) {
        await expect(button).toBeInViewport();
        expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(neededPixels);
      }
    });

    test('focus is never under the decision bar', async ({ page, proposed }) => {
      await lookAt(page, (await proposed({ name: freshName('focus') })).review_url);
      const bar = await page.getByRole('region', { name: 'Decision' }).boundingBox();
      await page.getByRole('heading', { level: 1 }).click();
      for (let tabs = 0; tabs < 25; tabs += 1) {
        await page.keyboard.press('Tab');
        const hidden = await page.evaluate((top) => {
          const focused = document.activeElement;
          if (!focused || focused === document.body || focused.closest('[aria-label="Decision"]')) return '';
          const { top: y } = focused.getBoundingClientRect();
          return y >= top ? focused.outerHTML.slice(0, 120) : '';
        }, bar?.y ?? 0);
        expect(hidden).toBe('');
      }
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a person finds a draft, applies it and reads what became of it', async ({ page, proposed }) => {
    const name = freshName('pocket');
    const { review_url } = await proposed({ name });
    await page.goto('/drafts');
    await page.getByRole('link', { name, exact: true }).tap();
    await expect(page).toHaveURL(review_url);
    await apply(page, review_url);
    await expect(page.getByRole('link', { name: `View ${name}` })).toBeVisible();
  });
});
