import type { Page } from '@playwright/test';
import { freshName, propose } from '@/e2e/agent';
import { apply, discard } from '@/e2e/deciding';
import { firstRun } from '@/e2e/first-run';
import { expect, test } from '@/e2e/house';
import { signIn } from '@/e2e/sign-in';
import { call, connect, eras } from '@/lib/mcp/testing/agent-client';

const inOneSecond = { timeout: 1_000 };

async function expectWaiting(page: Page, count: number): Promise<void> {
  const words = count === 1 ? '1 draft waits for a decision' : `${count} drafts wait for a decision`;
  await expect.soft(page.getByLabel(words).first()).toBeVisible(inOneSecond);
  await expect.soft(page).toHaveTitle(new RegExp(`^\\(${count}\\) Inbox`), inOneSecond);
}

for (const era of eras) {
  test(`a person applies one draft and discards another of an agent that speaks ${era}`, async ({
    page,
    house,
    openAs,
  }) => {
    const agent = await connect(firstRun().mcp_url, house.keys.active, era);
    const watching = await openAs(house.people.admin);
    await watching.goto('/drafts');
    await expect(watching.getByText('Live', { exact: true })).toBeVisible();

    const [kept, dropped] = [freshName('kept'), freshName('dropped')];
    const first = await propose(agent, { name: kept });
    await expectWaiting(watching, 1);
    const second = await propose(agent, { name: dropped });
    await expectWaiting(watching, 2);

    await apply(page, first.review_url);
    await expectWaiting(watching, 1);
    await discard(page, second.review_url, 'Not needed', 'we have one already');
    await expect.soft(watching).toHaveTitle(/^Inbox/, inOneSecond);

    const learnt = async (id: string) => (await call(agent, 'draft_show', { draft_id: id })).content;
    expect(await learnt(first.draft.id)).toMatchObject({ draft: { status: 'applied' } });
    const refused = await learnt(second.draft.id);
    expect(refused).toMatchObject({ draft: { status: 'discarded' } });
    expect(JSON.stringify(refused)).toContain('we have one already');
    expect(await call(agent, 'endpoint_get', { name: kept })).toMatchObject({ code: 'ok' });
    expect(await call(agent, 'endpoint_get', { name: dropped })).toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    });
    await agent.close();
  });
}

test.describe('with the credentials that the first start printed', () => {
  test.use({ role: null });

  test('a reviewer signs in and applies what the agent proposed', async ({ page }) => {
    const agent = await connect(firstRun().mcp_url, firstRun().agent_key);
    await signIn(page);
    const { review_url } = await propose(agent, { name: freshName('first-run') });
    await apply(page, review_url);
    await agent.close();
  });
});
