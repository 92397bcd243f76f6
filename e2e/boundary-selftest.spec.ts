import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { firstRun } from './first-run';
import { signIn } from './sign-in';

const root = join(import.meta.dirname, '..');

/** `npm run boundary:selftest` in the first tenant, beside the running product. */
function selftest(url: string): Promise<{ exit: number; said: string }> {
  const command = ['--conditions=react-server', '--import', 'tsx', 'scripts/boundary-selftest.ts'];
  const env = { ...process.env, DATA_DIR: process.env['E2E_DATA_DIR'] };
  return new Promise((settle) => {
    execFile(process.execPath, [...command, '--url', url], { cwd: root, env }, (error, said) => {
      settle({ exit: typeof error?.code === 'number' ? error.code : 0, said });
    });
  });
}

test('a server that lets one way through is found out, and the page of safety says so', async ({ page }) => {
  const open = createServer((request, response) => {
    const through = request.url?.endsWith('/%61pply');
    response.statusCode = through ? 200 : 403;
    response.end(through ? '{"draft":{},"resource":{"kind":"endpoint"}}' : '{"code":"MCP_CANNOT_APPLY"}');
  });
  await new Promise<void>((settle) => open.listen(0, '127.0.0.1', settle));
  const { port } = open.address() as AddressInfo;
  const { exit, said } = await selftest(`http://127.0.0.1:${port}`);
  open.close();
  expect(said).toMatch(/^NOT REFUSED {2}a key: .*%61pply/m);
  expect(exit).toBe(1);
  await signIn(page, 'admin');
  await page.goto('/safety');
  const posture = page.getByRole('list', { name: 'Posture' });
  await expect(posture).toContainText('1 attempt to apply as a program got through.');

  const sound = await selftest(firstRun().url);
  expect(sound.said).not.toContain('NOT REFUSED');
  expect(sound.said).toMatch(/^\d+ attempts were refused, 0 were not\./m);
  expect(sound.exit).toBe(0);
  await page.reload();
  await expect(posture).toContainText(/All \d+ attempts to apply as a program were refused\./);
});
