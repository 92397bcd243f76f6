import { runAuthorizationSuite } from '@/e2e/clients/authorization-suite';
import { firstRun } from '@/e2e/first-run';
import { expect, test } from '@/e2e/house';
import { freePort } from '@/host/free-port';
import { openReceiver } from '@/lib/notify/testing/receiver';
import { clientDocument } from '@/lib/oauth/testing/test-client';

test('the official suite of authorization servers finds nothing', async ({ page }) => {
  const port = await freePort(0);
  const documents = await openReceiver();
  const clientId = `http://127.0.0.1:${documents.port}/client.json`;
  documents.answer((response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(clientDocument(clientId, `http://127.0.0.1:${port}/callback`))),
  );
  const issuer = `http://oauth.localhost:${new URL(firstRun().url).port}`;
  const checks = await runAuthorizationSuite(
    { issuer, clientId, resource: `${issuer}/api/mcp`, port },
    async (address) => {
      await page.goto(address);
      await page.getByRole('button', { name: 'Let it in' }).click();
      await page.waitForURL(`http://127.0.0.1:${port}/callback?**`);
    },
  );
  await documents.close();
  expect(checks.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
    ['authorization-code-grant', 'authorization-server-metadata', 'authorization-server-metadata-cimd'].map(
      (id) => expect.objectContaining({ id, status: 'SUCCESS' }),
    ),
  );
});
