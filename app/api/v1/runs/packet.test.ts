import { beforeAll, describe, expect, it } from 'vitest';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestKey,
  type TestPerson,
} from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import { type Ask, ask } from '@/lib/http/testing/ask';
import { dispatch } from '@/lib/http/testing/dispatch';
import { recorded } from '@/lib/use-cases/testing/recorded';

let owner: TestPerson;
let reviewer: Human;
let key: TestKey;

beforeAll(async () => {
  owner = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(owner);
  key = await makeKey(owner);
  await recorded(key.agent, { run_id: 'packed run', reason: '<script>alert(1)</script>' });
});

const packet = '/api/v1/runs/packed%20run/packet';

/** Status, type and text: an answer here is not always JSON. */
async function asked(over: Partial<Ask>) {
  let answer = new Response();
  await ask(
    async (request) => {
      answer = await dispatch(request);
      return new Response(null);
    },
    { path: packet, as: reviewer, ...over },
  );
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

describe('the packet over REST', () => {
  it.each([
    ['by Accept', { headers: { accept: 'text/markdown' } }],
    ['by the address, whatever Accept says', { path: `${packet}?format=md` }],
  ])('is Markdown %s', async (_, over) => {
    const { status, type, text } = await asked(over);
    expect([status, type]).toEqual([200, 'text/markdown; charset=utf-8']);
    expect(text).toContain('# Review packet of run packed run');
    expect(text).not.toContain('<script>');
  });

  it.each([
    ['without Accept', {}],
    ['where both are welcome', { headers: { accept: '*/*' } }],
    ['by the address', { path: `${packet}?format=json`, headers: { accept: 'text/markdown' } }],
  ])('is JSON %s', async (_, over) => {
    expect(await asked(over)).toMatchObject({ status: 200, type: 'application/json' });
  });

  it('is nothing else', async () => {
    const { status, text } = await asked({ headers: { accept: 'text/html' } });
    expect([status, text]).toEqual([406, expect.stringContaining('application/json or text/markdown')]);
    expect((await asked({ path: `${packet}?format=xml` })).status).toBe(422);
  });

  it('is for people who decide or operate: no agent, not even that of the run, and no viewer', async () => {
    const viewer = await makeSession(await makePerson(owner.tenant, 'viewer'));
    expect((await asked({ as: viewer })).text).toContain('ROLE_REQUIRED');
    expect((await asked({ as: null, token: key.token })).text).toContain('HUMAN_IDENTITY_REQUIRED');
  });
});
