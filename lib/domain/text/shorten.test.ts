import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { shorten } from './shorten';

it('keeps both ends and says that it cut', () => {
  expect(shorten('hooks.acme.com', 20)).toBe('hooks.acme.com');
  expect(shorten('a-very-long-subdomain.hooks.acme.com', 20)).toBe('a-very-lon….acme.com');
});

it('never cuts through an escaped code point or a surrogate pair', () => {
  expect(shorten(`ab⟨U+202E⟩${'x'.repeat(20)}`, 12)).toBe('ab…xxxxxxxxx');
  expect(shorten('🚀🚀🚀🚀', 5).isWellFormed()).toBe(true);
});

it('never exceeds the bound', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, max) => {
      expect(shorten(text, max).length).toBeLessThanOrEqual(max);
    }),
  );
});
