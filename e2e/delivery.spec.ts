import { execFile } from 'node:child_process';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { freshName } from '@/e2e/agent';
import { expect, type House, test } from '@/e2e/house';
import { applyByRest } from '@/e2e/rest';
import { openReceiver, type Received, type Receiver, status } from '@/lib/notify/testing/receiver';

const run = promisify(execFile);

let receiver: Receiver;
test.beforeEach(async () => {
  receiver = await openReceiver();
});
test.afterEach(() => receiver.close());

/** The operator's own command, on the installation that serves. Answers what it printed. */
async function setControlPlane(house: House, url: string): Promise<string> {
  let tenant = '';
  await house.asOwner(async (sql) => {
    const [row] = await sql<{ name: string }[]>`select name from tenants where id = current_tenant()`;
    tenant = row?.name ?? '';
  });
  const command = ['--conditions=react-server', '--import', 'tsx', 'scripts/admin.ts', 'set-control-plane'];
  const { stdout } = await run(process.execPath, [...command, '--tenant', tenant, '--url', url], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, DATA_DIR: process.env['E2E_DATA_DIR'], DELIVERY_TO_LOOPBACK: 'yes' },
  });
  return stdout;
}

/** What the public library reads of a message. Throws when it is not signed with this secret. */
function verified(
  secret: string,
  { headers, body }: Received = { method: '', path: '', headers: {}, body: '' },
) {
  const texts = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)]));
  return new Webhook(secret).verify(body, texts);
}

test('what a person applies reaches the control plane; what fails is seen, and sent again by a person', async ({
  page,
  house,
  proposed,
  openAs,
}) => {
  const secret = /whsec_\S+/.exec(await setControlPlane(house, receiver.url))?.[0] ?? '';
  receiver.answer(status(503, { 'retry-after': '3600' }));
  const name = freshName('announced');
  const draft = await proposed({ name });
  const endpoint = await applyByRest(page.request, house.people.reviewer, draft);
  await expect.poll(() => receiver.received.length).toBe(1);
  const note = page.getByRole('region', { name: 'Delivery' });
  await expect(async () => {
    await page.goto(`/drafts/${draft.draft.id}`);
    await expect(note).toContainText(
      /Not delivered yet: 1 attempt, next .*: the control plane answered with an error/,
    );
  }).toPass();
  const viewer = await openAs(house.people.viewer);
  await viewer.goto('/deliveries');
  await expect(viewer.getByText(name)).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Send again' })).toHaveCount(0);

  receiver.answer(status(204));
  await page.goto('/deliveries?state=retrying');
  await page.getByRole('button', { name: `Send again ${name} v1` }).click();
  await expect(page.getByRole('heading', { name: 'No delivery is in this state' })).toBeVisible();
  await expect.poll(() => receiver.received.length).toBe(2);
  const [first, second] = receiver.received.map(({ headers, body }) => ({ id: headers['webhook-id'], body }));
  expect(second).toEqual(first);
  expect(verified(secret, receiver.received[1])).toMatchObject({
    type: 'resource.applied',
    data: { id: endpoint, name, version: 1, draft_id: draft.draft.id },
  });

  await expect(async () => {
    await page.goto(`/resources/endpoints/${endpoint}`);
    await expect(note).toContainText(/^Delivered .* · control plane/);
  }).toPass();
  await note.getByRole('link', { name: 'View delivery' }).click();
  await expect(page.getByRole('table', { name: 'Attempts, newest first' }).getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('button', { name: /^Send again/ })).toHaveCount(0);
  await page.goto(`/evidence?draft=${draft.draft.id}`);
  const records = page.getByRole('region', { name: 'Evidence records' });
  await expect(records.getByText(`Sent again ${name} by reviewer`)).toBeVisible();
});

test('open pages follow a delivery that fails, is sent again and arrives', async ({
  page,
  house,
  proposed,
  openAs,
}) => {
  await setControlPlane(house, receiver.url);
  const held: ServerResponse[] = [];
  receiver.answer((response) => held.push(response));
  const name = freshName('followed');
  const draft = await proposed({ name });
  await applyByRest(page.request, house.people.reviewer, draft);
  await expect.poll(() => receiver.received.length).toBe(1);
  const draftPage = await openAs(house.people.viewer);
  await draftPage.goto(`/drafts/${draft.draft.id}`);
  const note = draftPage.getByRole('region', { name: 'Delivery' });
  await page.goto('/deliveries');
  const row = page.getByRole('row').filter({ hasText: name });
  const state = row.locator('[id^="state-"]');
  await expect(state).toHaveText('Sending');
  await expect(note).toContainText('one of them now');

  for (const response of held) response.writeHead(503, { 'retry-after': '3600' }).end();
  await expect(state).toHaveText('Retrying', { timeout: 3_000 });
  await expect(row).toContainText('1 attempt, next in 59 m');
  await expect(note).toContainText('1 attempt, next in', { timeout: 3_000 });

  receiver.answer(status(204));
  await page.getByRole('button', { name: `Send again ${name} v1` }).click();
  await expect(state).toBeFocused();
  await expect(state).toHaveText('Delivered', { timeout: 5_000 });
  await expect(state).toBeFocused();
  await expect(note).toContainText('Delivered', { timeout: 3_000 });
});
