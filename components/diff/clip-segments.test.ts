import { expect, test } from 'vitest';
import { clipSegments } from './clip-segments';

const same = (text: string) => ({ text, changed: false });
const differs = (text: string) => ({ text, changed: true });

test('a short value stays whole', () => {
  const segments = [same('hooks.'), differs('acme')];
  expect(clipSegments(segments)).toEqual({ shown: segments, hidden: 0 });
});

test('a long value is cut by code points and says how many are left out', () => {
  expect(clipSegments([differs('😀'.repeat(200))])).toEqual({
    shown: [differs('😀'.repeat(160))],
    hidden: 40,
  });
});

test('a long shared beginning never pushes the difference out', () => {
  const { shown, hidden } = clipSegments([same('a'.repeat(500)), differs('evil'), same('z')]);
  expect(shown).toEqual([same('…'), same('a'.repeat(40)), differs('evil'), same('z')]);
  expect(hidden).toBe(460);
});
