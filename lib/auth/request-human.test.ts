import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/db/new-id';
import { pool } from '@/db/pool';
import { makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { closeIdle } from '@/db/transaction-connection';
import { endSession } from '@/lib/use-cases/people/end-session';
import { humanOfRequest } from './request-human';
import { cookieSecret, sessionCookieName } from './session-cookie';

let person: TestPerson;

const cookieOf = (token: Record<string, unknown>, secret = cookieSecret(), salt = '') =>
  encode({ token, secret, salt }).then((value) => `${sessionCookieName()}=${value}`);
const asked = (headers: Record<string, string>) =>
  humanOfRequest(new Request('http://127.0.0.1:3000/api/v1/drafts', { headers }));

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
});
afterAll(() => Promise.all([pool().end(), closeIdle()]));

describe('humanOfRequest', () => {
  it('is the person of the row that the cookie names, until it ends', async () => {
    const human = await makeSession(person);
    const cookie = await cookieOf({ sid: human.sessionId });
    expect(await asked({ cookie: `theme=dark; ${cookie}` })).toEqual(human);
    await endSession(human.sessionId);
    expect(await asked({ cookie })).toBeNull();
  });

  it('is nobody for a session that has run out or never was', async () => {
    const { sessionId } = await makeSession(person, -1);
    expect(await asked({ cookie: await cookieOf({ sid: sessionId }) })).toBeNull();
    expect(await asked({ cookie: await cookieOf({ sid: newId('ses') }) })).toBeNull();
    expect(await asked({})).toBeNull();
  });

  it('is nobody for a token of another secret, another purpose or another shape', async () => {
    const { sessionId: sid } = await makeSession(person);
    const cookies = [
      await cookieOf({ sid }, 'another secret, as long as the real one is'),
      await cookieOf({ sid }, cookieSecret(), 'next-auth.state'),
      await cookieOf({ sub: person.id }),
      await cookieOf({ sid: "' or true --" }),
      `${sessionCookieName()}=${sid}`,
    ];
    for (const cookie of cookies) expect(await asked({ cookie })).toBeNull();
  });

  it('takes the token from the cookie and from nowhere else', async () => {
    const { sessionId } = await makeSession(person);
    const [, token = ''] = (await cookieOf({ sid: sessionId })).split('=');
    expect(await asked({ authorization: `Bearer ${token}` })).toBeNull();
    expect(await asked({ cookie: `__Secure-${sessionCookieName()}=${token}` })).toBeNull();
  });
});
