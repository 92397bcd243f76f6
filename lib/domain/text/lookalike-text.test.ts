import { domainToASCII, domainToUnicode } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { skeleton } from './confusables';
import { editDistance } from './edit-distance';
import { unicodeHost } from './punycode';
import { scriptsOf } from './scripts';

describe('editDistance', () => {
  it.each([
    ['hooks.acme.com', 'hooks.acme.com', 0],
    ['hooks.acme.com', 'hooks.acme.co', 1],
    ['hooks.acme.com', 'hooks.acrne.com', 2],
    ['', 'ab', 2],
    ['hooks.acme.com', 'hooks.acme.dev', 3],
    ['short', 'a-much-longer-name', 3],
  ])('%s to %s is %i, counted no further than the limit', (left, right, distance) => {
    expect(editDistance(left, right, 2)).toBe(distance);
    expect(editDistance(right, left, 2)).toBe(distance);
  });
});

describe('skeleton', () => {
  it.each([
    ['acrne.com', 'acme.com'],
    ['vvidgets.com', 'widgets.com'],
    ['clocks.com', 'docks.com'],
    ['g00gle.com', 'google.com'],
    ['paypa1.com', 'paypal.com'],
    ['git1ab.com', 'gitiab.com'],
    ['\u0430cme.com', 'acme.com'],
    ['\u03bfrders.com', 'orders.com'],
    ['acm\u00e9.com', 'acme.com'],
  ])('%s looks like %s', (left, right) => {
    expect(skeleton(left)).toBe(skeleton(right));
  });

  it('tells different words apart', () => {
    expect(skeleton('acme.com')).not.toBe(skeleton('acne.com'));
  });
});

describe('unicodeHost', () => {
  it('leaves what is not punycode as it is', () => {
    expect(unicodeHost('hooks.acme.com')).toBe('hooks.acme.com');
    expect(unicodeHost('xn--\u00fc.com')).toBe('xn--\u00fc.com');
    expect(unicodeHost('xn--99999999999.com')).toBe('xn--99999999999.com');
  });

  it('decodes what the platform encodes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zа-яα-ω一-龥üéñ]{1,12}$/u), (label) => {
        const ascii = domainToASCII(`${label}.com`);
        fc.pre(ascii !== '');
        expect(unicodeHost(ascii)).toBe(domainToUnicode(ascii));
      }),
    );
  });
});

it('names the alphabets of a label', () => {
  expect(scriptsOf('hooks-2')).toEqual(['Latin']);
  expect(scriptsOf('\u0430cme')).toEqual(['Latin', 'Cyrillic']);
  expect(scriptsOf('123')).toEqual([]);
});
