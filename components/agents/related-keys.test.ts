import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { KeyState } from '@/lib/domain/keys/agent-key';
import { type Related, RelatedKeys, StillWorking } from './related-keys';

const until = new Date('2027-01-02T03:04:00Z');
const old: Related = { is: 'predecessor', id: 'key_old', name: 'old bot', worksUntil: until };
const next: Related = { is: 'successor', id: 'key_next', name: 'next bot', worksUntil: null };
const words = (html: string) => html.replaceAll(/<[^>]*>/g, '');

const shown = (related: readonly Related[], state: KeyState) =>
  renderToStaticMarkup(createElement(RelatedKeys, { related, own: { state, until } }));

it('a key names what it replaced and what replaced it, as links, and whether each still works', () => {
  const html = shown([old, next], 'expired');
  expect(words(html)).toBe(
    'Replaces old bot, which still works for 2 Jan, 03:04 UTCReplaced by next bot, which no longer works. This key no longer works',
  );
  expect(html).toContain('href="/agents/key_old"');
  expect(html).toContain('href="/agents/key_next"');
});

it('a replaced key says of itself, and not of its successor, until when it still works', () => {
  const successor = { ...next, worksUntil: new Date('2027-06-01T00:00:00Z') };
  expect(words(shown([successor], 'retiring'))).toBe(
    'Replaced by next bot. This key still works for 2 Jan, 03:04 UTC',
  );
  expect(words(shown([successor], 'suspended'))).toBe('Replaced by next bot');
});

it('revoking says which of them it does not end, and nothing of those that ended', () => {
  const html = renderToStaticMarkup(createElement(StillWorking, { related: [old, next] }));
  expect(words(html)).toBe('The key it replaced still works for 2 Jan, 03:04 UTC: revoke it too');
  expect(html).toContain('href="/agents/key_old"');
  const other = renderToStaticMarkup(
    createElement(StillWorking, { related: [{ ...next, worksUntil: until }] }),
  );
  expect(words(other)).toMatch(/^The key that replaced it still works for .*: revoke it too$/);
});
