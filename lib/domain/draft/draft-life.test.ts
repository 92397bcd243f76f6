import { describe, expect, it } from 'vitest';
import { draftLifeSchema } from '../wire/draft-life-wire';
import {
  draftLifeFields,
  fromDraftLifeWire,
  lifeAfter,
  lifeConflict,
  lifeMoved,
  toDraftLifeWire,
} from './draft-life';

const life = { usual: 72, least: 1, most: 720, retentionDays: 90 };

describe('numbers that do not go together', () => {
  it.each([
    [{ ...life, usual: 10, least: 11 }, 'ttl_hours', 'from 11 to 720'],
    [{ ...life, usual: 73, most: 72 }, 'ttl_hours', 'from 1 to 72'],
    [{ ...life, least: 100, most: 99 }, 'ttl_max_hours', 'the shortest life, 100'],
  ])('%j: the field to correct is named', (wrong, path, words) => {
    const refusal = lifeConflict(wrong);
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path }] });
    expect(refusal?.issues?.[0]?.message).toContain(words);
  });

  it.each([life, { ...life, usual: 1 }, { ...life, usual: 720 }, { ...life, usual: 5, least: 5, most: 5 }])(
    '%j do',
    (sound) => {
      expect(lifeConflict(sound)).toBeNull();
    },
  );
});

it('what moved is named with what was seen and what is', () => {
  expect(lifeMoved(life, { ...life, most: 48 })).toEqual([
    { field: 'ttl_max_hours', label: 'Longest life', base: '720', live: '48' },
  ]);
  expect(lifeMoved(life, { ...life })).toEqual([]);
  const other = { usual: 5, least: 4, most: 6, retentionDays: 7 };
  expect(lifeAfter(life, lifeMoved(life, other))).toEqual(other);
});

it('every number has one field, and the interface gives back what it was given', () => {
  expect(draftLifeFields.map(({ key }) => key).toSorted()).toEqual(Object.keys(life).toSorted());
  expect(draftLifeFields.map(({ name }) => name).toSorted()).toEqual(
    Object.keys(toDraftLifeWire(life)).toSorted(),
  );
  expect(fromDraftLifeWire(draftLifeSchema.parse(toDraftLifeWire(life)))).toEqual(life);
});

it.each(draftLifeFields)(
  '$name keeps to whole numbers within its bounds',
  ({ name, bounds: { min, max } }) => {
    const wrong = (value: unknown) =>
      draftLifeSchema
        .safeParse({ ...toDraftLifeWire(life), [name]: value })
        .error?.issues.map(({ path }) => path);
    for (const value of [min - 1, max + 1, min + 0.5, String(min), null, undefined])
      expect(wrong(value)).toEqual([[name]]);
    for (const value of [min, max]) expect(wrong(value)).toBeUndefined();
  },
);
