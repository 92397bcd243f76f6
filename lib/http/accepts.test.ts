import { expect, it } from 'vitest';
import { accepts } from './accepts';

it.each<[string | null, boolean]>([
  [null, true],
  ['', true],
  ['*/*', true],
  ['application/json', true],
  ['Application/JSON; charset=utf-8', true],
  ['text/html, application/*;q=0.8', true],
  ['text/html', false],
  ['application/json;q=0', false],
  ['*/*, application/json;q=0', false],
  ['application/xml, */*;q=0.1', true],
  ['text/event-stream', false],
])('Accept %j allows JSON: %s', (header, allowed) => {
  expect(accepts(header, 'application/json')).toBe(allowed);
});
