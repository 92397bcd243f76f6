import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Found, findOutcome } from './find-outcome';

type Answer = { status: number; body: unknown } | 'away';

/** The network, and nothing of ours: what each path answers, in order; the last answer repeats. */
function network(answers: Record<string, Answer[]>): { url: string; method: string }[] {
  const asked: { url: string; method: string }[] = [];
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    asked.push({ url, method: init?.method ?? 'GET' });
    const waiting = answers[url] ?? [];
    const answer = waiting.length > 1 ? waiting.shift() : waiting[0];
    if (answer === undefined || answer === 'away') throw new TypeError('fetch failed');
    return Response.json(answer.body, { status: answer.status });
  });
  return asked;
}

async function found(): Promise<Found> {
  const outcome = findOutcome('drf_1');
  await vi.runAllTimersAsync();
  return outcome;
}

const draft = '/api/v1/drafts/drf_1';
const evidence = '/api/v1/evidence?draft_id=drf_1';
const is = (status: string): Answer => ({ status: 200, body: { status } });
const leaf = (event: string): Answer => ({ status: 200, body: { items: [{ event, merkle_position: 41 }] } });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('findOutcome', () => {
  it.each(['applied', 'discarded'])(
    'says %s once draft and evidence say so, and only ever reads',
    async (status) => {
      const asked = network({
        [draft]: ['away', is('pending'), is(status)],
        [evidence]: [leaf(`draft_${status}`)],
      });
      expect(await found()).toEqual({ status, evidence: 41, resource: null });
      expect(asked.every(({ method }) => method === 'GET')).toBe(true);
    },
  );

  it('keeps looking while the evidence does not say what the draft says', async () => {
    network({ [draft]: [is('applied')], [evidence]: [leaf('draft_created'), 'away', leaf('draft_applied')] });
    expect(await found()).toMatchObject({ status: 'applied', evidence: 41 });
  });

  it('believes no single pending: the request may still be on its way', async () => {
    const pending = Array.from({ length: 11 }, () => is('pending'));
    network({ [draft]: [...pending, is('applied')], [evidence]: [leaf('draft_applied')] });
    expect(await found()).toMatchObject({ status: 'applied' });
    network({ [draft]: [is('pending')] });
    expect(await found()).toEqual({ status: 'pending' });
  });

  it('does not take a server that is away, or junk, for an answer', async () => {
    const junk: Answer = { status: 200, body: { status: 'fine' } };
    const away = Array.from({ length: 30 }, (): Answer => 'away');
    network({ [draft]: [...away, { status: 500, body: {} }, junk, is('expired')] });
    expect(await found()).toEqual({ status: 'expired' });
  });

  it('says when the person is signed out', async () => {
    network({ [draft]: [{ status: 401, body: {} }] });
    expect(await found()).toEqual({ status: 'signed_out' });
  });
});
