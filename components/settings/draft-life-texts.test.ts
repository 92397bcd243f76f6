import { expect, it } from 'vitest';
import { sameTexts, textsOf, wantedOf } from './draft-life-texts';

const life = { usual: 72, least: 1, most: 720, retentionDays: 90 };

it.each([
  ['72', 72],
  [' 8 ', 8],
  ['', null],
  ['-1', null],
  ['1.5', null],
  ['1e2', null],
  ['0x10', null],
  ['7 days', null],
  ['9999999', null],
])('%j is asked for as %j', (typed, number) => {
  expect(wantedOf({ ...textsOf(life), usual: typed }).ttl_hours).toBe(number);
});

it('asks for exactly what stands in the fields', () => {
  expect(wantedOf(textsOf(life))).toEqual({
    ttl_hours: 72,
    ttl_min_hours: 1,
    ttl_max_hours: 720,
    expired_retention_days: 90,
  });
});

it('a space more is no change', () => {
  expect(sameTexts(textsOf(life), { ...textsOf(life), most: '720 ' })).toBe(true);
  expect(sameTexts(textsOf(life), { ...textsOf(life), most: '72' })).toBe(false);
});
