import { freshName } from '@/e2e/agent';
import { applyTrigger, discardTrigger } from '@/e2e/deciding';
import { firstRun } from '@/e2e/first-run';
import { expect, test } from '@/e2e/house';

test.use({ role: null });

test('without a session a review is the way to sign in, and neither apply nor discard is answered', async ({
  page,
  house,
  proposed,
  openAs,
}) => {
  const { draft, review_url } = await proposed({ name: freshName('nobody') });
  const { pathname } = new URL(review_url);
  await page.goto(review_url);
  await expect(page).toHaveURL(`/sign-in?callbackUrl=${encodeURIComponent(pathname)}`);
  await expect(applyTrigger(page)).toHaveCount(0);
  await expect(discardTrigger(page)).toHaveCount(0);

  const { proposed_spec_digest, lock_version } = draft;
  for (const [verb, data] of [
    ['apply', { proposed_spec_digest, lock_version }],
    ['discard', { reason: 'not_needed' }],
  ] as const) {
    const answer = await page.request.post(`/api/v1/drafts/${draft.id}/${verb}`, {
      headers: { origin: new URL(firstRun().url).origin, 'x-user-id': house.people.reviewer.id },
      data,
    });
    expect(answer.status(), verb).toBe(401);
    expect(await answer.json(), verb).toMatchObject({ code: 'UNAUTHENTICATED' });
  }

  const reviewer = await openAs(house.people.reviewer);
  await reviewer.goto(review_url);
  await expect(applyTrigger(reviewer)).toBeVisible();
  await expect(discardTrigger(reviewer)).toBeVisible();
});
