import { expect, type Page } from '@playwright/test';
import { propose } from '@/e2e/agent';
import { prepareApply } from '@/e2e/deciding';
import { firstRunPath, readFirstRun } from '@/host/first-run-file';
import { connect } from '@/lib/mcp/testing/agent-client';
import type { Server } from './server';

/** A new draft of that name on a server of one's own, with a reviewer signed in and its apply dialog ready to be sent. */
export async function readyToApply(page: Page, server: Server, name: string) {
  const run = readFirstRun(firstRunPath(server.dataDir));
  if (run === null) throw new Error('the product wrote no first-run.json');
  const person = run.reviewers.find(({ role }) => role === 'reviewer');
  const agent = await connect(run.mcp_url, run.agent_key);
  const { draft, review_url } = await propose(agent, { name });
  await agent.close();
  await page.goto(review_url);
  await page.getByLabel('E-mail').fill(person?.email ?? '');
  await page.getByLabel('Password').fill(person?.password ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(review_url);
  await prepareApply(page, review_url);
  return { draft, review_url };
}
