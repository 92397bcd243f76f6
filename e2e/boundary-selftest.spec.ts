import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, type House, test } from '@/e2e/house';
import { firstRun } from './first-run';

const root = join(import.meta.dirname, '..');

/** `npm run boundary:selftest` in this tenant, beside the running product. */
function selftest(tenant: string, url: string): Promise<{ exit: number; said: string }> {
  const command = ['--conditions=react-server', '--import', 'tsx', 'scripts/boundary-selftest.ts'];
  const env = { ...process.env, DATA_DIR: process.env['E2E_DATA_DIR'] };
  return new Promise((settle) => {
    execFile(
      process.execPath,
      [...command, '--tenant', tenant, '--url', url],
      { cwd: root, env },
      (error, said) => settle({ exit: typeof error?.code === 'number' ? error.code : 0, said }),
    );
  });
}

/** As a proxy in front of the product would, which changes nothing. */
function passOn(asked: IncomingMessage, answer: ServerResponse): void {
  const { method, url, headers } = asked;
  const product = new URL(firstRun().url);
  const { hostname, port, host } = product;
  const onward = { agent: false, hostname, port, method, path: url, headers: { ...headers, host } };
  const passed = request(onward, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
  });
  asked.pipe(passed);
}

async function nameOf({ asOwner }: House): Promise<string> {
  let name = '';
  await asOwner(async (sql) => {
    const [row] = await sql<{ name: string }[]>`select name from tenants`;
    name = row?.name ?? '';
  });
  return name;
}

test('a server that lets one way through is found out; every page says so until a test passes', async ({
  page,
  house,
  proposed,
}) => {
  const tenant = await nameOf(house);
  const { draft } = await proposed({ name: 'reviewed-meanwhile' }, { run_id: 'banner-run' });
  const open = createServer((asked, answer) => {
    if (asked.url?.endsWith('/%61pply')) {
      answer.end(JSON.stringify({ draft: { id: asked.url.split('/')[4] }, resource: {} }));
      return;
    }
    passOn(asked, answer);
  });
  await new Promise<void>((settle) => open.listen(0, '127.0.0.1', settle));
  const { port } = open.address() as AddressInfo;
  const { exit, said } = await selftest(tenant, `http://127.0.0.1:${port}`);
  open.close();
  const through = said.split('\n').filter((line) => line.startsWith('NOT REFUSED'));
  expect(through).toEqual([expect.stringContaining('a key: /api/v1/drafts/{id}/%61pply')]);
  expect(exit).toBe(1);
  const alarm = page.getByRole('alert').filter({ hasText: 'The boundary let 1 attempt to apply through.' });
  for (const path of ['/drafts', `/drafts/${draft.id}`, '/evidence', '/runs/banner-run', '/device']) {
    await page.goto(path);
    await expect(alarm).toBeVisible();
  }
  await alarm.getByRole('link', { name: 'Safety' }).click();
  const posture = page.getByRole('list', { name: 'Posture' });
  await expect(posture).toContainText('1 attempt to apply as a program got through.');
  await expect(alarm).toBeVisible();

  const sound = await selftest(tenant, firstRun().url);
  expect(sound.said).not.toContain('NOT REFUSED');
  expect(sound.said).toMatch(/^\d+ attempts were refused, 0 were not\./m);
  expect(sound.exit).toBe(0);
  await page.reload();
  await expect(posture).toContainText(/All \d+ attempts to apply as a program were refused\./);
  await expect(alarm).toBeHidden();
});

test('an address at which nobody shows a key its draft proves nothing', async ({ house }) => {
  const closed = createServer((_, response) => {
    response.statusCode = 403;
    response.end('{"code":"MCP_CANNOT_APPLY"}');
  });
  await new Promise<void>((settle) => closed.listen(0, '127.0.0.1', settle));
  const { port } = closed.address() as AddressInfo;
  const { exit } = await selftest(await nameOf(house), `http://127.0.0.1:${port}`);
  closed.close();
  expect(exit).toBe(2);
});
