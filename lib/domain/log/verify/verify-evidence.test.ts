import { describe, expect, it } from 'vitest';
import { webBulkHash } from '../bulk-hash';
import { concat, utf8 } from '../bytes';
import { bulkHashNow } from '../hash-at-once';
import { failuresOf } from '../testing/failures-of';
import { proofFiles } from '../testing/proof-files';
import { bundled, draftScope, head, log, range, rows, signer, size, whole } from '../testing/small-log';
import { testLog } from '../testing/test-log';
import { testSigner } from '../testing/test-signer';
import { writeBundle } from '../testing/write-bundle';
import type { Progress } from './verdict';
import { verifyEvidence } from './verify-evidence';

const middle = await bundled(range(5, 17));
const single = await bundled(range(9, 10));
const end = await bundled(range(20, 23));
const ofDraft = await bundled(draftScope);
const { document, tlogProof } = await proofFiles(log, 7, size);
const other = await testSigner(signer.key.name);
const elsewhere = await testSigner('elsewhere/log/x');

describe('what is verified', () => {
  it.each([
    ['the whole log', whole, { from: 0, to: 23 }, 7],
    ['a stretch of it', middle, { from: 5, to: 17 }, 0],
    ['one record as a range', single, { from: 9, to: 10 }, 0],
    ['its end', end, { from: 20, to: 23 }, 0],
    ['the records of a draft', ofDraft, [4, 5], 0],
  ])('%s', async (_, file, positions, statements) => {
    expect(await verifyEvidence(file)).toMatchObject({
      ok: true,
      kind: 'bundle',
      size,
      positions,
      statements,
    });
  });

  it('an empty log, and no empty part of another', async () => {
    const none = { rows: [], head: await log.headAt(0) };
    expect(await verifyEvidence(await bundled(range(0, 0), none))).toMatchObject({ ok: true, records: 0 });
    expect(await failuresOf(await bundled(range(7, 7)))).toEqual([{ code: 'NOTHING_VERIFIED' }]);
  });

  it('a proof as JSON, however it is indented, and as a tlog-proof with the key that the reader has', async () => {
    for (const text of [JSON.stringify(document), JSON.stringify(document, null, 2)]) {
      expect(await verifyEvidence(utf8(text))).toMatchObject({
        ok: true,
        kind: 'proof',
        positions: [7],
        size,
      });
    }
    const trust = { keys: [signer.key], pinned: [] };
    expect(await verifyEvidence(utf8(tlogProof), { trust })).toMatchObject({ ok: true, kind: 'tlog-proof' });
    expect(await failuresOf(utf8(tlogProof))).toEqual([{ code: 'KEY_NEEDED' }]);
  });

  it('every stretch of every small log', async () => {
    for (let to = 1; to <= 9; to += 1) {
      for (let from = 0; from < to; from += 1) {
        const file = await bundled(range(from, to), { head: await log.headAt(9) });
        expect(await verifyEvidence(file)).toMatchObject({ ok: true, positions: { from, to } });
      }
    }
  });

  it('a file of many records alike, hashed at once as in Node or by WebCrypto as in a browser, with progress to the end', async () => {
    const many = await testLog(3000);
    const file = await writeBundle({ ...many, head: await many.headAt(3000), scope: range(0, 3000) });
    const told = await Promise.all(
      [bulkHashNow, webBulkHash].map(async (hash) => {
        const seen: number[] = [];
        const onProgress = ({ done, total }: Progress) => seen.push(done / total);
        return { verdict: await verifyEvidence(file, { hash, onProgress }), seen };
      }),
    );
    expect(told[0]).toEqual(told[1]);
    expect(told[0]?.verdict).toMatchObject({ ok: true, records: 3000 });
    const seen = told[0]?.seen ?? [];
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual(seen.toSorted((one, next) => one - next));
    expect(seen.at(-1)).toBe(1);
  });

  it('the records of a draft, with progress to the end', async () => {
    const seen: number[] = [];
    await verifyEvidence(ofDraft, { onProgress: ({ done, total }) => seen.push(done / total) });
    expect(seen).toEqual([1]);
  });
});

const key = (given: (typeof signer.key)[], pinned: (typeof signer.key)[] = []) => ({
  trust: { keys: given, pinned },
});

describe('whose signature counts', () => {
  it.each([
    ['the key in the file, which proves nothing by itself', key([]), false],
    ['a key that was given', key([signer.key]), true],
    ['one of the keys that were given', key([other.key, signer.key]), true],
    ['a key that was kept for this log', key([], [other.key, signer.key]), true],
    ['a key that was kept for another log', key([], [elsewhere.key]), false],
  ])('%s', async (_, given, isTrusted) => {
    expect(await verifyEvidence(whole, given)).toMatchObject({ ok: true, signedBy: { isTrusted } });
  });

  it.each([
    ['a given key', key([other.key])],
    ['a given key of another log', key([elsewhere.key])],
    ['a kept key', key([], [other.key])],
    ['a given key, though the kept one did', key([other.key], [signer.key])],
  ])('none but %s', async (_, given) => {
    const file = 'checkpoint';
    expect(await failuresOf(whole, given)).toEqual([{ code: 'KEY_NOT_TRUSTED', file }]);
    const [failure] = await failuresOf(utf8(JSON.stringify(document)), given);
    expect(failure?.code).toBe('KEY_NOT_TRUSTED');
  });

  it('a log that somebody else made under the same name is not this log', async () => {
    const forged = await writeBundle({ signer: other, rows, head, scope: range(0, size) });
    expect(await verifyEvidence(forged)).toMatchObject({ ok: true, signedBy: { isTrusted: false } });
    expect(await failuresOf(forged, key([signer.key]))).toEqual([
      { code: 'KEY_NOT_TRUSTED', file: 'checkpoint' },
    ]);
  });
});

describe('what is no file of ours', () => {
  it.each([
    ['nothing', new Uint8Array(), 'FILE_UNKNOWN'],
    ['a text', utf8('hello'), 'FILE_UNKNOWN'],
    ['a JSON value', utf8('null'), 'FILE_UNKNOWN'],
    ['JSON nested deeply', utf8('['.repeat(400_000)), 'FILE_UNKNOWN'],
    ['JSON nested deeply and closed', utf8(`${'['.repeat(200_000)}${']'.repeat(200_000)}`), 'FILE_UNKNOWN'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe), 'FILE_UNKNOWN'],
    ['a cut bundle', whole.slice(0, 5000), 'ARCHIVE_INVALID'],
    ['a bundle with a byte behind', concat(whole, Uint8Array.of(0)), 'ARCHIVE_INVALID'],
  ])('%s', async (_, file, code) => {
    expect(await failuresOf(file)).toMatchObject([{ code }]);
  });
});
