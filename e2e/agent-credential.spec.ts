import { request } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { firstRun } from '@/e2e/first-run';
import { expect, type House, test } from '@/e2e/house';
import { questionFor } from '@/e2e/matrix/asking';
import type { Caller } from '@/e2e/matrix/callers';
import type { Question } from '@/e2e/matrix/question';
import { Target } from '@/e2e/matrix/target';

const base = () => firstRun().url;

/** A reviewer in their own browser, and a pending draft for them to apply. */
async function atTheDesk(house: House) {
  const { id: userId } = house.people.reviewer;
  const { name, value } = await house.cookieOf(house.people.reviewer);
  const headers = { cookie: `${name}=${value}`, origin: new URL(base()).origin };
  const reviewer: Caller = { kind: 'reviewer', how: '', query: '', headers, userId };
  const target = new Target(base(), house);
  await target.renewDraft();
  const ask = (row: string): Question => {
    const question = questionFor(row, target, reviewer);
    return { ...question, headers: { ...question.headers, ...headers } };
  };
  const status = async () => {
    const answer = await fetch(new URL(`/api/v1/drafts/${target.draft.id}`, base()), { headers });
    return ((await answer.json()) as { status: string }).status;
  };
  return { ask, status };
}

/** Sends headers as they are given, repeated ones too: fetch would join or refuse them. */
function send({ method, path, headers = {}, body }: Question, ...more: string[]) {
  const own = { host: new URL(base()).host, connection: 'close', ...headers };
  const text = JSON.stringify(body);
  const pairs = [
    ...Object.entries({ ...own, 'content-length': `${Buffer.byteLength(text)}` }).flat(),
    ...more,
  ];
  return new Promise<{ status: number; text: string }>((settle, fail) => {
    const asked = request(base(), { method, path, headers: pairs }, (answer) => {
      const { statusCode: status = 0 } = answer;
      readText(answer).then((said) => settle({ status, text: said }), fail);
    });
    asked.on('error', fail).end(text);
  });
}

const refused = { status: 403, text: expect.stringContaining('"code":"MCP_CANNOT_APPLY"') };

test('an action that goes through another page loses neither the key in its address nor the refusal', async ({
  house,
}) => {
  const { ask, status } = await atTheDesk(house);
  const key = house.keys.active;
  const action = ask('action applyDraftAction');
  for (const path of [`/drafts?k=${key}`, `/history?${key}`, `/drafts?k=${key.replaceAll('_', '%5F')}`]) {
    expect(await send({ ...action, path })).toEqual(refused);
  }
  const onItsOwnPage = { ...action, path: `${action.path}?k=${key}` };
  expect(await send(onItsOwnPage)).toEqual(refused);
  expect(await send({ ...action, path: '/drafts' }, 'X-Nonce', key)).toEqual(refused);
  expect(await status()).toBe('pending');

  const alone = await send({ ...action, path: '/drafts' });
  expect(alone.status).toBe(200);
  expect(await status()).toBe('applied');
});

test('an apply over REST is refused wherever a header carries a key', async ({ house }) => {
  const { ask, status } = await atTheDesk(house);
  const key = house.keys.active;
  const apply = ask('POST /api/v1/drafts/[id]/apply');
  const carried: string[][] = [
    ['Authorization', `Bearer ${key}`],
    ['Authorization', 'Bearer nothing', 'Authorization', `Bearer ${key}`],
    ['User-Agent', 'curl/8', 'User-Agent', key],
    ['X-Forwarded-For', key],
    ['X-Forwarded-Anything', key],
    ['X-Countersign-Query', `k=${key}`],
    ['X-Middleware-Subrequest', key],
    ['Forwarded', `for=${key}`],
    ['X-Real-IP', key],
    ['X-Nonce', key],
    [key, '1'],
    ['X-Packed', Buffer.from(key).toString('base64')],
  ];
  for (const headers of carried) {
    expect.soft(await send(apply, ...headers), headers.join(': ')).toEqual(refused);
  }
  expect(await send({ ...apply, path: `${apply.path}?k=${key}` })).toEqual(refused);
  expect(await status()).toBe('pending');

  expect((await send(apply)).status).toBe(200);
  expect(await status()).toBe('applied');
});

test('who asks under a foreign name, or under two, is not answered', async () => {
  const page = { method: 'POST', path: '/drafts', body: '' };
  expect(await send({ ...page, headers: { host: 'evil.example' } })).toMatchObject({ status: 403 });
  expect(await send(page, 'Host', 'evil.example')).toMatchObject({ status: 400 });
});

test('answers that no page and no program made are careful too', async ({ request: asked }) => {
  for (const path of ['/faviconx', '/_next/static/none.js', '/_next/image?url=%2Fx&w=64&q=75', '/api/none']) {
    const answer = await asked.get(path);
    expect.soft(answer.status(), path).toBe(404);
    expect.soft(answer.headers(), path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
  }
  const page = await asked.get('/sign-in');
  expect(page.headers()['content-security-policy']).toMatch(
    /^default-src 'self'; script-src 'self' 'nonce-[^,]*$/,
  );
});

test('nobody writes to the log of the product', async ({ request: asked }) => {
  const form = { level: 'error', code: 'A\nB', message: '\u001b[2J' };
  expect((await asked.post('/api/auth/_log', { form })).status()).toBe(404);
  expect((await asked.post('/api/auth/_log/x', { form })).status()).toBe(404);
});
