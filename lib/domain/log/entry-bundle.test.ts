import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryBundle } from './entry-bundle';

function entriesIn(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  const view = new DataView(bundle.buffer);
  for (let at = 0; at < bundle.length; ) {
    const length = view.getUint16(at);
    entries.push(bundle.slice(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}

it('is read back entry by entry', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 20 }), (entries) => {
      expect(entriesIn(entryBundle(entries))).toEqual(entries.map((entry) => Uint8Array.from(entry)));
    }),
  );
});

it('holds the longest entry that there is, and none that is longer', () => {
  const [longest] = entriesIn(entryBundle([new Uint8Array(65_535)]));
  expect(longest).toHaveLength(65_535);
  expect(() => entryBundle([new Uint8Array(65_536)])).toThrow('65535');
});
