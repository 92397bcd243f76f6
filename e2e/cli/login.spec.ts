import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { draft, newHome, startDraft } from '@/e2e/cli/run-draft';
import { firstRun } from '@/e2e/first-run';
import { expect, test } from '@/e2e/house';
import { deviceStartSchema } from '@/lib/domain/wire/login-wire';

const tokenFile = (home: string) => join(home, '.config/draft/credentials.json');

test('a terminal logs in by a code that the signed-in person approves, and out again', async ({
  page,
  house,
}) => {
  const home = newHome();
  const login = startDraft(['login'], {}, home);
  const [, url = ''] = await login.said(/Open {2}(\S+)/);
  const [, code = ''] = await login.said(/code: {2}(\S+)/);
  await page.goto(url);
  await expect(page.getByText(code, { exact: true })).toBeVisible();
  await expect(page.getByText(`${hostname()} (as it says itself)`)).toBeVisible();
  await page.getByRole('button', { name: 'Approve this terminal' }).click();
  await expect(page.getByText('Approved.')).toBeVisible();
  const ended = await login.ended;
  expect(ended).toMatchObject({ code: 0, out: '' });
  expect(ended.err).not.toContain('hum_');
  expect(statSync(tokenFile(home)).mode & 0o777).toBe(0o600);

  const who = await draft(['whoami', '--json', 'user.id,kind'], {}, home);
  expect(JSON.parse(who.out)).toEqual({ 'user.id': house.people.reviewer.id, kind: 'cli' });
  expect((await draft(['doctor'], { ZEN_USER_ID: house.people.reviewer.id }, home)).code).toBe(0);
  await page.goto(url);
  await expect(page.getByRole('alert').filter({ hasText: 'No login waits under this code' })).toBeVisible();

  expect((await draft(['logout'], {}, home)).code).toBe(0);
  expect(await draft(['whoami'], {}, home)).toMatchObject({ code: 4, out: '' });
});

test('a denied login gets nothing', async ({ page }) => {
  const home = newHome();
  const login = startDraft(['login'], {}, home);
  const [, url = ''] = await login.said(/Open {2}(\S+)/);
  await page.goto(url);
  await page.getByRole('button', { name: 'Deny' }).click();
  await expect(page.getByText('Denied.')).toBeVisible();
  expect((await login.ended).code).toBe(4);
  expect((await draft(['list'], {}, home)).code).toBe(4);
});

test('a poll that comes too soon is told to slow down, and one code makes one token', async ({
  request,
  page,
}) => {
  const { url } = firstRun();
  const started = await request.post(`${url}/api/v1/device`, {
    data: { client_name: 'draft', host_name: 'test' },
  });
  const { device_code, verification_uri_complete: open } = deviceStartSchema.parse(await started.json());
  const poll = async () => {
    const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
    const answer = await request.post(`${url}/api/v1/device/token`, { data: { grant_type, device_code } });
    return (await answer.json()) as { error?: string; access_token?: string };
  };
  expect((await poll()).error).toBe('authorization_pending');
  expect((await poll()).error).toBe('slow_down');
  await page.goto(open);
  await page.getByRole('button', { name: 'Approve this terminal' }).click();
  await expect(page.getByText('Approved.')).toBeVisible();
  await page.waitForTimeout(7500);
  expect((await poll()).access_token).toMatch(/^hum_/);
  expect((await poll()).error).toBe('expired_token');
});
