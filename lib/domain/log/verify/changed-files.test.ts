import { describe, expect, it } from 'vitest';
import { type Bytes, utf8 } from '../bytes';
import { failuresOf } from '../testing/failures-of';
import { proofFiles } from '../testing/proof-files';
import { replacing, reseal } from '../testing/reseal';
import { bundled, draftScope, log, range, signer, size, statements, whole } from '../testing/small-log';
import { testSigner } from '../testing/test-signer';
import { verifyEvidence } from './verify-evidence';

const other = await testSigner(signer.key.name);
const { document } = await proofFiles(log, 7, size);

const at = (position: number) => ({ position, id: `evd_${position}`, file: 'evidence.ndjson' });
const lines = (change: (all: string[]) => string[]) =>
  replacing('evidence.ndjson', (text) => change(text.split('\n')).join('\n'));
const line = (nth: number, from: string | RegExp, to: string) =>
  lines((all) => all.map((each, place) => (place === nth ? each.replace(from, to) : each)));
const swap = (all: string[], one: number) => [
  ...all.slice(0, one),
  all[one + 1] ?? '',
  all[one] ?? '',
  ...all.slice(one + 2),
];
const rootDiffers = { code: 'ROOT_DIFFERS' };

describe('what was changed is named, though the manifest was made to fit', () => {
  it.each([
    [
      'a value of the payload',
      line(3, '"n":3', '"n":4'),
      [{ ...at(3), code: 'FIELD_DIFFERS', field: 'payload.n' }],
    ],
    [
      'a nested value',
      line(5, '"version":1', '"version":2'),
      [{ ...at(5), code: 'FIELD_DIFFERS', field: 'payload.resource_created.version' }],
    ],
    [
      'the event',
      line(3, 'draft_created', 'draft_applied'),
      [{ ...at(3), code: 'FIELD_DIFFERS', field: 'event' }],
    ],
    [
      'the subject',
      line(3, '"subject":"drf_3"', '"subject":"drf_4"'),
      [{ ...at(3), code: 'FIELD_DIFFERS', field: 'subject' }],
    ],
    [
      'the id',
      line(3, '"id":"evd_3"', '"id":"evd_x"'),
      [{ ...at(3), id: 'evd_x', code: 'FIELD_DIFFERS', field: 'id' }],
    ],
    [
      'the leaf hash',
      line(3, /sha256:[^"]{64}","merkle/, `sha256:${'0'.repeat(64)}","merkle`),
      [{ ...at(3), code: 'LEAF_HASH_DIFFERS', field: 'leaf_hash' }],
    ],
    [
      'the entry into no record',
      line(3, '"entry":"ey', '"entry":"fy'),
      [{ ...at(3), code: 'ENTRY_INVALID', field: 'entry' }],
    ],
    [
      'a name added to the payload',
      line(3, '"payload":{', '"payload":{"__proto__":{},'),
      [{ position: 3, file: 'evidence.ndjson', code: 'LINE_INVALID' }],
    ],
    [
      'a space',
      line(3, '"event":', '"event": '),
      [{ position: 3, file: 'evidence.ndjson', code: 'LINE_INVALID' }],
    ],
    [
      'a line into none',
      line(3, /^.*$/, 'no JSON'),
      [{ position: 3, file: 'evidence.ndjson', code: 'LINE_INVALID' }],
    ],
    [
      'a deleted line',
      lines((all) => all.filter((_, nth) => nth !== 8)),
      [{ position: 8, file: 'evidence.ndjson', code: 'RECORD_MISSING' }],
    ],
    [
      'the last lines',
      lines((all) => [...all.slice(0, 20), '']),
      [{ position: 20, file: 'evidence.ndjson', code: 'RECORD_MISSING' }],
    ],
    [
      'a line twice',
      lines((all) => [...all.slice(0, 4), ...all.slice(3)]),
      [{ ...at(3), code: 'RECORD_OUT_OF_ORDER' }],
    ],
    [
      'two lines swapped',
      lines((all) => swap(all, 8)),
      [
        { position: 8, file: 'evidence.ndjson', code: 'RECORD_MISSING' },
        { ...at(8), code: 'RECORD_OUT_OF_ORDER' },
      ],
    ],
    ['no line end', lines((all) => all.slice(0, -1)), [{ file: 'evidence.ndjson', code: 'LINE_INVALID' }]],
    [
      'a proof left out',
      (files: Map<string, Bytes>) => void files.delete('proofs/0.tlog-proof'),
      [{ position: 0, file: 'proofs/0.tlog-proof', code: 'FILE_MISSING' }],
    ],
    [
      'a proof of another position',
      replacing('proofs/0.tlog-proof', (text) => text.replace('index 0', 'index 1')),
      [{ position: 0, file: 'proofs/0.tlog-proof', code: 'PROOF_INVALID' }],
    ],
    [
      'a hash of a proof',
      replacing('proofs/0.tlog-proof', (text) =>
        text.replace(/(index 0\n)./, (_, start: string) => `${start}A`),
      ),
      [
        { position: 0, id: 'evd_0', file: 'proofs/0.tlog-proof', ...rootDiffers },
        { position: 0, file: 'evidence.ndjson', ...rootDiffers },
      ],
    ],
    [
      'another file',
      (files: Map<string, Bytes>) => void files.set('readme.txt', utf8('hello')),
      [{ file: 'readme.txt', code: 'FILE_UNEXPECTED' }],
    ],
    [
      'the signature',
      replacing('checkpoint', (text) => text.replace(/.{12}=*\n$/, 'AAAAAAAAAAAA\n')),
      [{ file: 'checkpoint', code: 'CHECKPOINT_INVALID' }],
    ],
    [
      'the size',
      replacing('checkpoint', (text) => text.replace('\n23\n', '\n24\n')),
      [{ file: 'checkpoint', code: 'SIGNATURE_FALSE' }],
    ],
    [
      'the key',
      replacing('key.txt', () => `${other.verifierKey}\n`),
      [{ file: 'checkpoint', code: 'SIGNATURE_MISSING' }],
    ],
    ['the key into none', replacing('key.txt', () => 'key\n'), [{ file: 'key.txt', code: 'KEY_INVALID' }]],
    [
      'a statement’s words',
      replacing('statements/2.dsse.json', (text) => text.replace('"payload":"eyJ', '"payload":"eyI')),
      [{ position: 2, id: 'evd_2', file: 'statements/2.dsse.json', code: 'STATEMENT_SIGNATURE_FALSE' }],
    ],
    [
      'a statement into none',
      replacing('statements/2.dsse.json', () => '{}'),
      [{ position: 2, id: 'evd_2', file: 'statements/2.dsse.json', code: 'STATEMENT_INVALID' }],
    ],
    [
      'a statement of another apply',
      (files: Map<string, Bytes>) =>
        void files.set(
          'statements/2.dsse.json',
          statements.get('statements/5.dsse.json') ?? new Uint8Array(),
        ),
      [{ position: 2, id: 'evd_2', file: 'statements/2.dsse.json', code: 'STATEMENT_DIFFERS' }],
    ],
  ])('%s', async (_, change, expected) => {
    const found = await failuresOf(reseal(whole, change));
    // What lies beside a broken record does not lead to the signed root either.
    expect(
      found.filter(({ code }) => code !== 'ROOT_DIFFERS' || expected.some((one) => one.code === code)),
    ).toEqual(expected);
  });

  it('a statement left out is none missing', async () => {
    const less = reseal(whole, (files) => void files.delete('statements/2.dsse.json'));
    expect(await verifyEvidence(less)).toMatchObject({ ok: true, statements: 6 });
  });

  it.each([
    ['another tenant', { tenant: '01890000-0000-7000-8000-000000000002' }, 'MANIFEST_INVALID'],
    ['another log', { origin: 'countersign.example/log/x' }, 'CHECKPOINT_DIFFERS'],
    ['another size', { size: 22 }, 'CHECKPOINT_DIFFERS'],
    ['another root', { root: `${'A'.repeat(43)}=` }, 'CHECKPOINT_DIFFERS'],
    ['another version', { v: 2 }, 'MANIFEST_INVALID'],
    ['more', { more: true }, 'MANIFEST_INVALID'],
    ['positions past the end', { scope: range(0, 24) }, 'MANIFEST_INVALID'],
    ['no end of positions', { scope: range(0, 2 ** 52) }, 'MANIFEST_INVALID'],
  ])('the manifest, which names %s', async (_, over, code) => {
    const found = await failuresOf(
      reseal(
        whole,
        () => {},
        (manifest) => ({ ...manifest, ...over }),
      ),
    );
    expect(found).toContainEqual({ code, file: 'manifest.json' });
  });
});

describe('the records of a draft', () => {
  it('hold the creation that their apply names, and nothing of another draft', async () => {
    const alone = await bundled({ ...draftScope, positions: [5] });
    expect(await failuresOf(alone)).toEqual([
      { ...at(5), code: 'RECORD_MISSING' },
      { ...at(5), code: 'RECORD_MISSING', field: 'payload.previous_digest' },
    ]);
    const strange = await bundled({ ...draftScope, positions: [3, 4, 5] });
    expect(await failuresOf(strange)).toEqual([{ ...at(3), code: 'RECORD_NOT_OF_DRAFT', field: 'subject' }]);
  });
});

const changed = (from: string | RegExp, to: string) =>
  failuresOf(utf8(JSON.stringify(document).replace(from, to)));

describe('a proof as JSON', () => {
  const named = { position: 7, id: 'evd_7' };

  it.each([
    ['a field', '"n":7', '"n":8', { ...named, code: 'FIELD_DIFFERS', field: 'payload.n' }],
    [
      'the position',
      '"merkle_position":7',
      '"merkle_position":6',
      { position: 6, id: 'evd_7', code: 'FIELD_DIFFERS', field: 'merkle_position' },
    ],
    ['the size', '"size":23', '"size":24', { ...named, code: 'CHECKPOINT_DIFFERS', field: 'proof.size' }],
    [
      'the other form',
      '"tlog_proof":"c2sp',
      '"tlog_proof":"C2sp',
      { ...named, code: 'FIELD_DIFFERS', field: 'tlog_proof' },
    ],
    [
      'the key',
      '"verifier_key":"c',
      '"verifier_key":"d',
      { code: 'KEY_INVALID', field: 'proof.verifier_key' },
    ],
    ['the signed size', '\\n23\\n', '\\n24\\n', { code: 'SIGNATURE_FALSE' }],
    ['a name twice', '"event":', '"event":"x","event":', { code: 'FILE_UNKNOWN' }],
    ['a name more', '"event":', '"more":1,"event":', { code: 'FILE_UNKNOWN' }],
  ])('names %s', async (_, from, to, failure) => {
    expect(await changed(from, to)).toContainEqual(failure);
  });
});
