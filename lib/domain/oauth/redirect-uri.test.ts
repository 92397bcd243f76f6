import { expect, it } from 'vitest';
import { isRedirectUri, isRegistered } from './redirect-uri';

it.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'http://editor.example.com/cb',
  'https://user@editor.example.com/cb',
  'https://editor.example.com/cb#x',
  'https://editor.example.com/cb#',
  'https://editor.example.com\\@evil.example/cb',
  'cursor://callback',
  '/cb',
  '',
])('%j is no address to send a code to', (text) => expect(isRedirectUri(text)).toBe(false));

it.each([
  ['the very same', 'https://a.example/cb', 'https://a.example/cb', true],
  ['another path', 'https://a.example/cb/', 'https://a.example/cb', false],
  ['another port away from home', 'https://a.example:8443/cb', 'https://a.example/cb', false],
  ['a host below', 'https://x.a.example/cb', 'https://a.example/cb', false],
  ['another port at home', 'http://127.0.0.1:5000/cb', 'http://127.0.0.1/cb', true],
  ['another port at home, in IPv6', 'http://[::1]:5000/cb', 'http://[::1]:1/cb', true],
  ['another name for home', 'http://localhost:5000/cb', 'http://127.0.0.1/cb', false],
  ['another path at home', 'http://127.0.0.1:5000/other', 'http://127.0.0.1/cb', false],
  ['https at home', 'https://127.0.0.1:5000/cb', 'http://127.0.0.1/cb', false],
])('%s: %s beside %s is %s', (_what, asked, registered, answer) =>
  expect(isRegistered(asked, [registered])).toBe(answer),
);
