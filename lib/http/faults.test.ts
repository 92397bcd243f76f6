import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { OutcomeUnknown } from '@/db/transaction';
import { health } from './operations/health';
import { route } from './route';
import { ask } from './testing/ask';

const lines: string[] = [];
const throwing = (fault: Error) => route({ ...health, run: () => Promise.reject(fault) }).GET;

beforeAll(() => {
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
});
afterAll(() => vi.restoreAllMocks());

describe('when an operation throws', () => {
  it('answers INTERNAL_ERROR with a correlation id that the log has too, and no internal text', async () => {
    const answer = await ask(throwing(new Error('the password is hunter2')), { path: '/api/v1/health' });
    expect(answer).toMatchObject({ status: 500, body: { code: 'INTERNAL_ERROR', category: 'server' } });
    const { correlation_id: id } = answer.body as { correlation_id: string };
    expect(answer.headers.get('x-correlation-id')).toBe(id);
    expect(lines.join('')).toContain(id);
    expect(lines.join('') + JSON.stringify(answer.body)).not.toContain('hunter2');
  });

  it('asks to look before repeating when nobody knows whether it was written', async () => {
    const answer = await ask(throwing(new OutcomeUnknown('lost')), { path: '/api/v1/health' });
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'OUTCOME_UNKNOWN', hint: expect.stringContaining('Look') },
    });
    expect(answer.headers.get('retry-after')).toBeNull();
  });
});
