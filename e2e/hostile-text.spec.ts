import { freshName } from '@/e2e/agent';
import { expect, test } from '@/e2e/house';
import { applyByRest } from '@/e2e/rest';

const rlo = '\u202e';
const zeroWidth = '\u200b';
const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
const link = '[click](https://evil.example/pay)';

/** Whatever the page holds: text, attributes that are read out, and its title. */
const wholeText = () => {
  const read = ['aria-label', 'title', 'alt', 'placeholder', 'value', 'href'];
  const attributes = [...document.querySelectorAll('body *:not(script)')].flatMap((element) =>
    read.map((name) => element.getAttribute(name) ?? ''),
  );
  const scripts = new Set(document.querySelectorAll('script, style'));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) {
    if (!scripts.has(walker.currentNode.parentElement ?? document.body))
      texts.push(walker.currentNode.nodeValue ?? '');
  }
  return [document.title, ...texts, ...attributes].join('\n');
};

const hostile = (name: string) => ({
  name,
  description: `safe${rlo}evil${zeroWidth} ${markup} ${link}`,
  labels: { team: `pay${rlo}ments` },
  headers: { 'X-Note': `${markup} ${link}` },
});

test('text of an agent shows what it hides and becomes no element, on every page that shows it', async ({
  page,
  proposed,
}) => {
  const name = freshName('hostile');
  const said = `because ${rlo}this ${zeroWidth}${markup} ${link}`;
  const { draft } = await proposed(hostile(name), {
    rationale: said,
    run_id: `run7 ${markup}`,
    task_ref: `OPS-1 ${link}`,
  });
  let dialogs = 0;
  page.on('dialog', () => (dialogs += 1));
  for (const path of ['/drafts', `/drafts/${draft.id}`, '/history', `/evidence?draft=${draft.id}`]) {
    await page.goto(path);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    const text = await page.evaluate(wholeText);
    expect(text, path).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/);
    await expect(page.locator('img, a[href*="evil.example"], iframe, main script')).toHaveCount(0);
    await expect(page).not.toHaveTitle(/^[12]$/);
  }
  expect(dialogs).toBe(0);
});

test('every view of the diff, the words, the flags and the claim name the hidden characters', async ({
  page,
  proposed,
}) => {
  const { review_url } = await proposed(hostile(freshName('views')), {
    rationale: `because ${rlo}this ${markup} ${link}`,
  });
  await page.goto(review_url);
  await expect(page.locator('[data-diff-ready]')).toBeVisible();
  const words = page.getByRole('table', { name: /in words/ });
  await expect(words.getByRole('row', { name: /^Description/ })).toContainText('safe⟨U+202E⟩evil⟨U+200B⟩');
  await expect(words.getByRole('row', { name: /^Label/ })).toContainText('pay⟨U+202E⟩ments');
  await expect(words.getByRole('row', { name: /X-Note/ })).toContainText(markup);
  await expect(page.getByRole('heading', { name: 'Hidden characters hidden-characters' })).toBeVisible();
  const diff = page.getByRole('region', { name: 'Spec diff' });
  for (const view of ['Fields', 'Unified', 'Raw']) {
    await diff.getByRole('button', { name: view, exact: true }).click();
    await expect(diff).toContainText('safe⟨U+202E⟩evil⟨U+200B⟩');
    expect(await page.evaluate(wholeText), view).not.toMatch(/[\u200b\u202e]/);
  }
  const claim = page.getByRole('region', { name: 'The agent’s claim' });
  await expect(claim).toContainText(`because ⟨U+202E⟩this ${markup} ${link}`);
  const order = await page.getByRole('heading', { level: 2 }).allTextContents();
  expect(order.at(-1)).toBe('The agent’s claim');
});

test('marks that pile up over a letter are named, in the words and in the diff', async ({
  page,
  proposed,
}) => {
  const piled = `a${'\u0301'.repeat(6)}b`;
  const { review_url } = await proposed({ name: freshName('piled'), description: piled });
  await page.goto(review_url);
  await expect(page.locator('[data-diff-ready]')).toBeVisible();
  const shown = `a\u0301\u0301${'⟨U+0301⟩'.repeat(4)}b`;
  const words = page.getByRole('table', { name: /in words/ });
  await expect(words.getByRole('row', { name: /^Description/ })).toContainText(shown);
  const diff = page.getByRole('region', { name: 'Spec diff' });
  for (const view of ['Fields', 'Unified', 'Raw']) {
    await diff.getByRole('button', { name: view, exact: true }).click();
    await expect(diff).toContainText(shown);
    expect(await page.evaluate(wholeText), view).not.toMatch(/\u0301{3}/);
  }
});

test('a host that looks like a live one is compared letter by letter', async ({ page, house, proposed }) => {
  const name = freshName('alike');
  await applyByRest(page.request, house.people.reviewer, await proposed({ name }));
  const { review_url } = await proposed(
    { name, target_url: 'https://hooks.acrne.com/orders' },
    { operation: 'update', base_version: 1 },
  );
  await page.goto(review_url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Point ${name} at hooks.acrne.com`);
  await expect(page.getByRole('heading', { name: /lookalike-host$/ })).toBeVisible();
  const glyphs = page.getByRole('figure');
  await expect(glyphs).toContainText('hooks.acme.com and hooks.acrne.com differ');
  await expect(glyphs.locator('.new')).toHaveText(['rn']);
  await expect(glyphs.locator('.old')).toHaveText(['m']);
  await expect(page.getByRole('button', { name: /^Apply…/ })).toBeDisabled();
  await expect(page.getByRole('status').filter({ hasText: 'flags ticked' })).toBeVisible();
});
