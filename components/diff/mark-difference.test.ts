import { describe, expect, it } from 'vitest';
import { markDifference, type Segment } from './mark-difference';

const show = (segments: readonly Segment[]) =>
  segments.map((segment) => (segment.changed ? `[${segment.text}]` : segment.text)).join('');
const text = (segments: readonly Segment[]) => segments.map((segment) => segment.text).join('');

describe('markDifference', () => {
  it.each([
    ['hooks.acme.com', 'hooks.acrne.com', 'hooks.ac[m]e.com', 'hooks.ac[rn]e.com'],
    ['3', '5', '[3]', '[5]'],
    ['30 s', '35 s', '3[0] s', '3[5] s'],
    ['30 s', '15 s', '[30] s', '[15] s'],
    ['3', '13', '[3]', '[13]'],
    ['100 s', '10 s', '[100] s', '[10] s'],
    ['256 KiB', '1024 KiB', '[256] KiB', '[1024] KiB'],
    ['  "max_attempts": 3,', '  "max_attempts": 10,', '  "max_attempts": [3],', '  "max_attempts": [10],'],
    ['hooks1.acme.com', 'hooks12.acme.com', 'hooks[1].acme.com', 'hooks[12].acme.com'],
    ['a', 'a', 'a', 'a'],
    ['', 'new', '', '[new]'],
    ['orders.acme.com', 'payments.acme.com', '[order]s.acme.com', '[payment]s.acme.com'],
    [
      'timeout: 10, retries: 3',
      'timeout: 20, retries: 5',
      'timeout: [1]0, retries: [3]',
      'timeout: [2]0, retries: [5]',
    ],
  ])('%s to %s', (before, after, markedBefore, markedAfter) => {
    const marked = markDifference(before, after);
    expect(show(marked.before)).toBe(markedBefore);
    expect(show(marked.after)).toBe(markedAfter);
  });

  it('never loses a character, also outside the basic plane', () => {
    const marked = markDifference('a😀b', 'a😁b');
    expect(text(marked.before)).toBe('a😀b');
    expect(show(marked.after)).toBe('a[😁]b');
  });
});
