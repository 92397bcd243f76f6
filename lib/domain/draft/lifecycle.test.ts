import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DraftStatus, draftStatuses } from './draft';
import { isExpired, mayBecome, statusNow, ttlHours } from './lifecycle';

const end = Date.parse('2026-03-01T12:00:00.000Z');

describe('mayBecome', () => {
  it('knows three moves and no other', () => {
    const moves = draftStatuses.flatMap((from) =>
      draftStatuses.filter((to) => mayBecome(from, to)).map((to) => `${from} to ${to}`),
    );
    expect(moves).toEqual(['pending to applied', 'pending to discarded', 'pending to expired']);
  });

  it('leaves no terminal state, whatever is asked in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...draftStatuses)), (asked) => {
        const path = asked.reduce<DraftStatus[]>(
          (been, to) => (mayBecome(been.at(-1) ?? 'pending', to) ? [...been, to] : been),
          ['pending'],
        );
        const decided = asked.find((status) => status !== 'pending');
        expect(path).toEqual(decided === undefined ? ['pending'] : ['pending', decided]);
      }),
    );
  });
});

describe('expiry', () => {
  it.each<[status: DraftStatus, millisecondsPastEnd: number, seen: DraftStatus]>([
    ['pending', -1, 'pending'],
    ['pending', 0, 'expired'],
    ['pending', 1, 'expired'],
    ['pending', 86_400_000, 'expired'],
    ['expired', -86_400_000, 'expired'],
    ['expired', 1, 'expired'],
    ['applied', -1, 'applied'],
    ['applied', 86_400_000, 'applied'],
    ['discarded', -1, 'discarded'],
    ['discarded', 86_400_000, 'discarded'],
  ])('%s, read %i ms past its end, is %s', (status, late, seen) => {
    const draft = { status, expiresAt: new Date(end) };
    expect(statusNow(draft, new Date(end + late))).toBe(seen);
    expect(isExpired(draft, new Date(end + late))).toBe(seen === 'expired');
  });

  it('never returns to pending as time goes on', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...draftStatuses),
        fc.integer({ min: -1_000, max: 1_000 }),
        fc.nat(),
        (status, first, wait) => {
          const draft = { status, expiresAt: new Date(end) };
          const [before, after] = [first, first + wait].map((late) => statusNow(draft, new Date(end + late)));
          expect(after === before || (before === 'pending' && after === 'expired')).toBe(true);
        },
      ),
    );
  });

  it('comes after one hour at the earliest and thirty days at the latest', () => {
    expect(ttlHours).toEqual({ min: 1, max: 30 * 24 });
  });
});
