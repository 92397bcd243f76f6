import { describe, expect, it } from 'vitest';
import { matches } from './matches';
import type { Question } from './question';
import { sameValue } from './same-value';

const named = 'https://example.com/h';
const asks = (target: unknown, rule: unknown = named) =>
  matches({ effect: 'deny', match: { arguments: [{ field: 'spec.target_url', equals: String(rule) }] } }, {
    tool: 'draft_create_endpoint',
    args: { spec: { target_url: target } },
    live: null,
  } as Partial<Question> as Question);

describe('a rule about an address', () => {
  it.each([
    'https://example.com/h',
    'https://EXAMPLE.com/h',
    'HTTPS://example.com/h',
    'https://example.com:443/h',
    'https://example.com/./h',
    'https://example.com/x/../h',
    'https://example.com./h',
    'https://example.com/%68',
    'https://example.com/h?',
    'https://example.com/h#part',
    'https:\\\\example.com\\h',
    ' https://example.com/h ',
    'https://exa\tmple.com/h',
    'https://ｅxample.com/h',
    'https://user@example.com/h',
  ])('holds for %j too, on either side', (spelt) => {
    expect(asks(spelt)).toBe(true);
    expect(asks(named, spelt)).toBe(true);
    expect(asks([named, spelt], spelt)).toBe(true);
  });

  it.each([
    'https://example.com/h/',
    'https://example.com/H',
    'https://example.com/h?x=1',
    'http://example.com/h',
    'https://example.com:8443/h',
    'https://www.example.com/h',
    'https://example.com/%2Fh',
    'example.com/h',
    null,
    7,
  ])('does not for %j', (other) => expect(asks(other)).toBe(false));
});

it.each([
  ['a', 'A'],
  ['mailto:A@example.com', 'mailto:a@example.com'],
  [1, '1'],
  [null, undefined],
])('what is no web address is compared word for word: %j and %j', (one, other) => {
  expect(sameValue(one, other)).toBe(false);
  expect(sameValue(one, one)).toBe(true);
});

it('what is percent-encoded for a reason is not decoded, whatever the case of its digits', () => {
  expect(sameValue('https://a.example/x%2fy', 'https://a.example/x%2Fy')).toBe(true);
  expect(sameValue('https://a.example/x%2Fy', 'https://a.example/x/y')).toBe(false);
});
