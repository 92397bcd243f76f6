import { beforeAll, describe, expect, it } from 'vitest';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestKey,
  type TestPerson,
} from '@/db/testing/fixtures';
import { config } from '@/lib/config';
import type { Human } from '@/lib/domain/actor';
import { ask, sessionCookie } from '@/lib/http/testing/ask';
import { endSession } from '@/lib/use-cases/people/end-session';
import { propose } from '@/lib/use-cases/testing/acts';
import { GET, HEAD } from './route';

let person: TestPerson;
let key: TestKey;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'viewer');
  key = await makeKey(await makePerson(person.tenant, 'reviewer'));
});

/** An open stream, read one event at a time; null when it has ended. */
async function listen(human: Human, signal?: AbortSignal) {
  const { origin, host } = new URL(config().publicUrl);
  const headers = { host, cookie: await sessionCookie(human), accept: 'text/event-stream' };
  const request = new Request(new URL('/api/v1/stream', origin), { headers, ...(signal && { signal }) });
  const answer = await GET(request, { params: Promise.resolve({}) });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('the stream has no body');
  const next = async (): Promise<{ version: number; pending: number } | null> => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return null;
      const data = /^event: changed\nid: \d+\ndata: (.*)\n\n$/.exec(value)?.[1];
      if (data !== undefined) return JSON.parse(data) as { version: number; pending: number };
    }
  };
  return { answer, next, cancel: () => reader.cancel() };
}

describe('GET /api/v1/stream', () => {
  it('says the counters at once and again when they change, and nothing in between', async () => {
    const stream = await listen(await makeSession(person));
    expect(stream.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.answer.headers.get('cache-control')).toBe('private, no-cache');
    const first = await stream.next();
    await propose(key.agent, { name: 'heard' });
    expect(await stream.next()).toEqual({
      version: (first?.version ?? 0) + 1,
      pending: (first?.pending ?? 0) + 1,
    });
    await stream.cancel();
  });

  it('hears nothing of another tenant', async () => {
    const elsewhere = await makePerson(await makeTenant(), 'viewer');
    const stream = await listen(await makeSession(elsewhere));
    expect(await stream.next()).toMatchObject({ pending: 0 });
    await propose(key.agent, { name: 'unheard' });
    const waited = new Promise((resolve) => {
      setTimeout(resolve, 1200, 'silence');
    });
    expect(await Promise.race([stream.next(), waited])).toBe('silence');
    await stream.cancel();
  });

  it('ends when the session does, and when the client goes', async () => {
    const human = await makeSession(person);
    const stream = await listen(human);
    await stream.next();
    await endSession(human.sessionId);
    expect(await stream.next()).toBeNull();

    const gone = new AbortController();
    const other = await listen(await makeSession(person), gone.signal);
    await other.next();
    gone.abort();
    expect(await other.next()).toBeNull();
  });

  it('is for people, in numbers that a process can bear', async () => {
    const accept = { accept: 'text/event-stream' };
    const asked = { path: '/api/v1/stream', headers: accept };
    expect(await ask(GET, { ...asked, token: key.token })).toMatchObject({
      status: 401,
      body: { code: 'HUMAN_IDENTITY_REQUIRED' },
    });
    expect(await ask(GET, asked)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    const human = await makeSession(person);
    const asHead = { ...asked, method: 'HEAD', as: human };
    expect(await ask(HEAD, asHead)).toMatchObject({ status: 200, body: null });
    const open = await Promise.all(Array.from({ length: 20 }, () => listen(human)));
    const tooMany = await ask(GET, { ...asked, as: human });
    expect(tooMany).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED', retry_after: 60 } });
    expect(tooMany.headers.get('retry-after')).toBe('60');
    const second = await makeSession(person);
    open.push(...(await Promise.all(Array.from({ length: 20 }, () => listen(second)))));
    const third = await makeSession(person);
    expect(await ask(GET, { ...asked, as: third })).toMatchObject({
      status: 429,
      body: { code: 'RATE_LIMITED', detail: expect.stringContaining('You have 40') },
    });
    const colleague = await listen(await makeSession(await makePerson(person.tenant, 'viewer')));
    expect(colleague.answer.status).toBe(200);
    open.push(colleague);
    await Promise.all(open.map((stream) => stream.cancel()));
    const again = await listen(human);
    expect(again.answer.status).toBe(200);
    await again.cancel();
  });
});
