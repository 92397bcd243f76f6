import { expect, test } from '@playwright/test';
import postgres from 'postgres';
import { readRecord } from '@/db/embedded/record';
import { roleUrl } from '@/db/embedded/roles';
import { actionsOf, commitButton, dialogOf } from '@/e2e/deciding';
import { readyToApply } from './ready-to-apply';
import { Server } from './server';

let server: Server;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await Server.start();
});
test.afterAll(() => server.stop());

/** Holds the draft's row, so that an apply stops in the middle of its transaction; answers once one waits. */
async function holdDraft(tenantId: string, draftId: string) {
  const record = readRecord(server.dataDir);
  if (record === null) throw new Error('no embedded database');
  const url = roleUrl('countersign', record.ownerPassword, record.port);
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  const holder = await sql.reserve();
  await holder`begin`;
  await holder`select set_config('app.tenant_id', ${tenantId}, true)`;
  const held = await holder`select from drafts where id = ${draftId} for update`;
  expect(held).toHaveLength(1);
  const waiting = async () =>
    (await sql`select from pg_locks where not granted and locktype in ('transactionid', 'tuple')`).length;
  return { waiting, letGo: () => sql.end({ timeout: 0 }) };
}

test('a database that dies in the middle of an apply leaves nothing half done, and the page finds out', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const { draft } = await readyToApply(page, server, 'outage');
  const session = await page.request.get(`${server.url}/api/auth/session`);
  const { user } = (await session.json()) as { user: { tenantId: string } };

  const sent = actionsOf(page);
  const { waiting, letGo } = await holdDraft(user.tenantId, draft.id);
  await commitButton(page).click();
  await expect.poll(waiting).toBe(1);
  expect(await server.loseDatabase()).toBe(1);
  await letGo();
  await expect(dialogOf(page).getByText('Outcome unknown. Looking…')).toBeVisible();

  await server.startAgain();
  await expect(dialogOf(page).getByText('The draft is still pending.')).toBeVisible({ timeout: 30_000 });
  expect(sent).toHaveLength(1);
  const read = async (path: string): Promise<unknown> => (await page.request.get(server.url + path)).json();
  expect(await read('/api/v1/endpoints?name=outage')).toMatchObject({ items: [] });

  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: /^Applied\. Evidence #\d+$/ })).toBeVisible();
  expect(await read('/api/v1/endpoints?name=outage')).toMatchObject({ items: [{ version: 1 }] });
  const { items } = (await read(`/api/v1/evidence?draft_id=${draft.id}`)) as { items: { event: string }[] };
  expect(items.map(({ event }) => event).toSorted()).toEqual([
    'draft_applied',
    'draft_created',
    'draft_viewed',
  ]);
});
