import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Bytes, utf8 } from '../bytes';
import { failuresOf } from '../testing/failures-of';
import { proofFiles } from '../testing/proof-files';
import { bundled, draftScope, log, range, signer, size, whole } from '../testing/small-log';
import { type FailureCode, failureCodes } from './verdict';
import { verifyEvidence } from './verify-evidence';

const { document, tlogProof } = await proofFiles(log, 7, size);
const trust = { keys: [signer.key], pinned: [] };
const files: [what: string, file: Bytes, untold: readonly string[]][] = [
  // When a bundle was made and when a row was written is signed by nobody, and no verdict says it.
  ['a bundle of the log', whole, ['2026-11-22T09:30:00.000Z']],
  ['a bundle of a stretch', await bundled(range(5, 9)), ['2026-11-22T09:30:00.000Z']],
  ['a bundle of a draft', await bundled(draftScope), ['2026-11-22T09:30:00.000Z']],
  ['a proof as JSON', utf8(JSON.stringify(document)), ['2026-11-22T09:30:00.000Z']],
  ['a tlog-proof', utf8(tlogProof), []],
];

/** Where the bytes lie that nobody vouches for. */
function untoldPlaces(file: Bytes, untold: readonly string[]): Set<number> {
  const bytes = Buffer.from(file);
  return new Set(
    untold.flatMap((text) => {
      const from = bytes.indexOf(text);
      return Array.from({ length: text.length }, (_, nth) => from + nth);
    }),
  );
}

const isNamed = (code: FailureCode, words: string): boolean =>
  failureCodes.includes(code) && /^\P{Cc}+\.$/u.test(words);

it.each(files)('%s is not verified with any byte changed', async (_, file, untold) => {
  const verdict = await verifyEvidence(file, { trust });
  expect(verdict).toMatchObject({ ok: true });
  const places = untoldPlaces(file, untold);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const changed = file.slice();
      changed[at] = (changed[at] ?? 0) ^ flip;
      const said = await verifyEvidence(changed, { trust });
      const failures = said.ok ? [] : said.failures;
      // Told as before only where a byte says what no verdict tells.
      expect(said.ok ? said : verdict).toEqual(verdict);
      expect(said.ok, `byte ${at}`).toBe(places.has(at) && said.ok);
      expect(failures.filter(({ code, words }) => !isNamed(code, words))).toEqual([]);
    }),
    { numRuns: 250 },
  );
});

it.each(files)('%s is not verified with bytes cut out or put in', async (_, file) => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: file.length }),
      fc.nat({ max: 600 }),
      fc.uint8Array({ minLength: 1, maxLength: 600 }),
      async (at, length, put) => {
        const changed = Buffer.concat([file.subarray(0, at), put, file.subarray(at + length)]);
        if (changed.equals(file)) return;
        expect(await failuresOf(new Uint8Array(changed), { trust })).not.toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

it('reads nothing else as a file, and never throws', async () => {
  const starts = [
    'manifest.json\0',
    'c2sp.org/tlog-proof@v1\nindex 0\n',
    '{"evidence":{',
    '{"proof":',
    '\ufeff',
    '',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 2000 }), async (start, rest) => {
      const file = new Uint8Array(Buffer.concat([utf8(start), rest]));
      expect(await failuresOf(file, { trust, against: file })).not.toEqual([]);
    }),
  );
});
