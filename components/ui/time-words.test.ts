import { describe, expect, it } from 'vitest';
import { relativeWords, spanWords, utcWords } from './time-words';

const at = new Date('2026-03-12T16:40:00.000Z');

describe('time in words', () => {
  it.each([
    [40_000, '40 s'],
    [12 * 60_000, '12 m'],
    [(3 * 60 + 12) * 60_000, '3 h 12 m'],
    [3 * 3_600_000, '3 h'],
    [28 * 3_600_000, '1 d 4 h'],
    [49 * 3_600_000, '2 d 1 h'],
    [8 * 86_400_000 + 3_600_000, '8 d'],
    [-1, '0 s'],
  ])('says %d ms as %s', (ms, words) => {
    expect(spanWords(ms)).toBe(words);
  });

  it('looks both ways from now', () => {
    expect(relativeWords(at, at.getTime() - 60_000)).toBe('in 1 m');
    expect(relativeWords(at, at.getTime() + 720_000)).toBe('12 min ago');
    expect(relativeWords(at, at.getTime() + 3 * 86_400_000)).toBe('3 days ago');
    expect(relativeWords(at, at.getTime() + 2_000)).toBe('just now');
    expect(relativeWords(at, at.getTime())).toBe('just now');
    expect(relativeWords(at, at.getTime() - 2_000)).toBe('in a moment');
  });

  it('names the zone of an absolute time', () => {
    expect(utcWords(at)).toBe('12 Mar 2026, 16:40:00 UTC');
  });
});
