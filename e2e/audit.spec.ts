import { freshName } from '@/e2e/agent';
import { as } from '@/e2e/cli/person-env';
import { draft as command } from '@/e2e/cli/run-draft';
import { apply } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';
import { reportRun } from '@/e2e/rest';
import { incidentSchema } from '@/lib/domain/runs/incident';
import { packetSchema } from '@/lib/domain/runs/packet';

test('a run is told from its record: what an agent asked for, was refused, and what a person applied', async ({
  page,
  house,
  agent,
  proposed,
}) => {
  const name = freshName('audited');
  // What an agent names its run is a path and a query here, and words on the page.
  const run = `nightly/${name}?x=<b>1</b>&y=%41`;
  const at = `/runs/${encodeURIComponent(run)}`;
  const made = await proposed({ name }, { run_id: run, task_ref: 'OPS-77' });
  const denied = await agent.callTool({ name: 'draft_apply', arguments: { id: made.draft.id, run_id: run } });
  expect(denied.isError).toBe(true);
  await reportRun(house.keys.active, run, { tests: { passed: 4, failed: 0, skipped: 1 } });
  await apply(page, made.review_url);

  const packet = packetSchema.parse(await (await page.request.get(`/api/v1${at}/packet`)).json());
  expect(packet.tool_calls.map(({ tool, decision }) => [tool, decision])).toEqual([
    ['draft_create_endpoint', 'allow'],
    ['draft_apply', 'deny'],
    ['run_report', 'allow'],
  ]);
  expect(packet).toMatchObject({
    task: { refs: ['OPS-77'] },
    tests: { agent_reported: true, declared: true, passed: 4 },
    boundary_pressure: [{ tool: 'draft_apply', code: 'MCP_CANNOT_APPLY', scope: null }],
    approvals: [{ who: { id: house.people.reviewer.id }, decision: 'applied', draft_id: made.draft.id }],
    rollback: { state: 'open', steps: [{ draft_id: made.draft.id, state: 'can_revert' }] },
  });
  const incident = incidentSchema.parse(await (await page.request.get(`/api/v1${at}/incident`)).json());
  expect(incident.sections[5]?.answer.join()).toContain(`Applied: create ${name}`);
  const markdown = await page.request.get(`/api/v1${at}/packet`, { headers: { accept: 'text/markdown' } });
  expect(markdown.headers()['content-type']).toBe('text/markdown; charset=utf-8');
  expect(await markdown.text()).not.toContain('<b>');

  await page.goto('/audit');
  await page.getByRole('link', { name: 'draft_apply' }).click();
  await expect(page.getByRole('heading', { name: 'From call to change' })).toBeVisible();
  await expect(page.getByText('MCP_CANNOT_APPLY')).toBeVisible();
  await page.getByRole('link', { name: run }).click();
  await expect(page.getByRole('heading', { name: run, level: 1 })).toBeVisible();
  await expect(page.getByText('4 passed, 0 failed, 1 skipped')).toBeVisible();
  await page.getByRole('link', { name: 'Incident' }).click();
  await expect(page.getByRole('heading', { name: '11. Can it be rolled back?' })).toBeVisible();
  const refused = page.getByRole('listitem').filter({ hasText: 'denied with MCP_CANNOT_APPLY' }).last();
  await expect(refused.getByRole('link', { name: /draft_apply$/ })).toBeVisible();
  await refused.getByText('Arguments', { exact: true }).click();
  await expect(refused.locator('pre')).toBeVisible();
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Runs', level: 1 })).toBeVisible();
  const listed = page.getByRole('row').filter({ has: page.getByRole('link', { name: run, exact: true }) });
  await expect(listed).toContainText('3, 1 denied');
  await listed.getByRole('link', { name: run, exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Markdown' }).click();
  expect((await download).suggestedFilename()).toBe('packet.md');

  await page.goto(made.review_url);
  await page.getByRole('link', { name: 'From call to change' }).first().click();
  await expect(page.getByRole('link', { name: `Draft: create ${name}` })).toBeVisible();
  await expect(page.getByText('Applied', { exact: true }).first()).toBeVisible();
});

test('the filters are the address, and a keyboard gets there', async ({ page, agent }) => {
  await agent.callTool({ name: 'draft_list', arguments: {} });
  await agent.callTool({ name: 'draft_apply', arguments: {} });
  await page.goto('/drafts');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page.getByRole('heading', { name: 'Audit', level: 1 })).toBeVisible();
  await page.getByLabel('Decision').selectOption('Denied');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect(page).toHaveURL(/decision=deny/);
  await expect(page.getByRole('link', { name: 'draft_apply' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'draft_list' })).toHaveCount(0);
});

test('a terminal tells the same, and a viewer is told nothing', async ({
  house,
  agent,
  proposed,
  openAs,
}) => {
  const run = freshName('run');
  await proposed({ name: freshName('told') }, { run_id: run });
  await agent.callTool({ name: 'endpoint_delete', arguments: { run_id: run } });
  const env = as(house.people.operator);
  const incident = await command(['incident', '--run', run], env);
  expect(incident.code).toBe(0);
  expect(incident.out.match(/^\d+\. .*\?$/gm)).toHaveLength(11);
  const json = await command(['incident', '--run', run, '--json'], env);
  expect(incidentSchema.parse(JSON.parse(json.out)).run_id).toBe(run);
  const packet = await command(['packet', '--run', run], env);
  expect(packet.out).toContain('OPERATION_NOT_SUPPORTED');
  expect((await command(['packet', '--run', run, '--md'], env)).out).toContain('## Boundary pressure');
  const calls = await command(['calls', '--run', run, '--decision', 'deny', '--json', 'tool'], env);
  expect(JSON.parse(calls.out)).toEqual([{ tool: 'endpoint_delete' }]);
  expect((await command(['packet', '--run', 'no-such-run'], env)).code).toBe(3);
  expect((await command(['incident', '--run', run], as(house.people.viewer))).code).toBe(5);
  const viewer = await openAs(house.people.viewer);
  for (const path of ['/audit', '/runs', `/runs/${run}`, '/audit/req_anything']) {
    await viewer.goto(path);
    await expect(viewer.getByRole('heading', { name: 'This is not for your role' })).toBeVisible();
  }
  await expect(viewer.getByRole('link', { name: 'Audit', exact: true })).toHaveCount(0);
});
