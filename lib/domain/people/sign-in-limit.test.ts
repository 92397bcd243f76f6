import { describe, expect, it } from 'vitest';
import { addressGroup, attemptSubject, waitWords } from './sign-in-limit';

describe('addressGroup', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff:1:2:3', '2001:db8:1:2::/64'],
    ['not an address', 'unknown'],
    [null, 'unknown'],
  ])('%j counts as %j', (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });
});

describe('attemptSubject', () => {
  it('differs by kind, value and key', () => {
    const subjects = [
      attemptSubject('k', 'account', 'a'),
      attemptSubject('k', 'address', 'a'),
      attemptSubject('k', 'account', 'b'),
      attemptSubject('l', 'account', 'a'),
    ];
    expect(new Set(subjects.map((subject) => subject.toString('hex'))).size).toBe(4);
  });
});

describe('waitWords', () => {
  it.each([
    [1, '1 minute'],
    [60_000, '1 minute'],
    [60_001, '2 minutes'],
    [900_000, '15 minutes'],
  ])('%d ms is %s', (milliseconds, words) => {
    expect(waitWords(milliseconds)).toBe(words);
  });
});
