import type { Session } from 'next-auth';
import type { JWT } from 'next-auth/jwt';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pool } from '@/db/pool';
import { makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { closeIdle } from '@/db/transaction-connection';
import { authOptions } from './options';

const ours = pool();
let person: TestPerson;

/** What `/api/auth/session` answers for a token. */
async function answerTo(token: JWT): Promise<unknown> {
  const session: Session = { user: { name: 'from the token' }, expires: '2099-01-01T00:00:00.000Z' };
  const user = { id: '', email: '', emailVerified: null };
  return authOptions().callbacks?.session?.({
    session,
    token,
    user,
    newSession: undefined,
    trigger: 'update',
  });
}

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'operator');
});
afterAll(() => Promise.all([ours.end(), closeIdle()]));

describe('the session of next-auth', () => {
  it('says what the row says', async () => {
    const { sessionId, userId: id, name, email, role, tenantId } = await makeSession(person);
    expect(await answerTo({ sid: sessionId, role: 'admin', name: 'Mallory' })).toEqual({
      user: { id, name, email, role, tenantId, tenant: person.tenant.name },
      expires: expect.any(String),
    });
  });

  it('is empty when the row has ended or the token names none', async () => {
    expect(await answerTo({ sid: (await makeSession(person, -1)).sessionId })).toEqual({});
    expect(await answerTo({ sub: person.id })).toEqual({});
  });

  it('is unknown, not over, while the row cannot be read: nothing is thrown and nobody is named', async () => {
    const { sessionId } = await makeSession(person);
    globalThis.countersignPool = postgres('postgres://app:x@127.0.0.1:1/none', { max: 1 }) as typeof ours;
    try {
      expect(await answerTo({ sid: sessionId })).toEqual({ error: 'SESSION_UNKNOWN' });
    } finally {
      await globalThis.countersignPool.end();
      globalThis.countersignPool = ours;
    }
    expect(await answerTo({ sid: sessionId })).toMatchObject({ user: { id: person.id } });
  });

  it('logs a code and nothing that could forge a line of the log', () => {
    const lines: string[] = [];
    const written = vi
      .spyOn(process.stderr, 'write')
      .mockImplementation((text) => lines.push(String(text)) > 0);
    const { logger } = authOptions();
    for (const code of [
      'OAUTH_CALLBACK_ERROR',
      'A\nfault req_1',
      '\u001b[2J',
      'X'.repeat(61),
      'JWT_SESSION_ERROR',
    ]) {
      logger?.error?.(code, new Error('a secret'));
    }
    written.mockRestore();
    const unnamed = 'next-auth: UNNAMED_ERROR\n';
    expect(lines).toEqual(['next-auth: OAUTH_CALLBACK_ERROR\n', unnamed, unnamed, unnamed]);
  });

  it('names the session row in the token and nothing else, and sends people to this site alone', async () => {
    const { callbacks } = authOptions();
    const token = { name: 'N', email: 'e@example.com', sub: 'usr_x' };
    const user = { id: 'usr_x', sid: 'ses_x' };
    expect(await callbacks?.jwt?.({ token, user, account: null })).toEqual({ sid: 'ses_x' });
    const baseUrl = 'http://127.0.0.1:3000';
    for (const url of ['https://evil.example/x', '//evil.example', 'http://[', 'javascript:alert(1)']) {
      expect(await callbacks?.redirect?.({ url, baseUrl })).toBe(baseUrl);
    }
    expect(await callbacks?.redirect?.({ url: '/drafts?x=1', baseUrl })).toBe(`${baseUrl}/drafts?x=1`);
  });
});
