import { describe, expect, it } from 'vitest';
import { type Bytes, utf8 } from '../bytes';
import { failuresOf } from '../testing/failures-of';
import { replacing, reseal } from '../testing/reseal';
import { bundled, draftScope, head, log, range, rows, signer, statements, whole } from '../testing/small-log';
import { testSigner } from '../testing/test-signer';
import { archiveOf, writeBundle } from '../testing/write-bundle';
import { mostFailures } from './verdict';
import { provedWords } from './verdict-words';
import { verifyEvidence } from './verify-evidence';

const codesOf = async (file: Bytes) => (await failuresOf(file)).map(({ code }) => code);
const evidence = 'evidence.ndjson';
const ofDraft = await bundled(draftScope);
const tenant = signer.key.name.slice(-36);

describe('a bundle that somebody made to deceive is never verified', () => {
  const forged: [what: string, file: () => Promise<Bytes> | Bytes, code: string][] = [
    [
      'a proof that leads to an older signed head',
      async () => {
        const older = signer.checkpoint(await log.headAt(12));
        const swap = (text: string) => text.replace(signer.checkpoint(head), older);
        return reseal(whole, replacing('proofs/0.tlog-proof', swap));
      },
      'CHECKPOINT_DIFFERS',
    ],
    [
      'a key of the same tenant under another host',
      async () => {
        const { verifierKey } = await testSigner(`evil.example/log/${tenant}`);
        return reseal(
          whole,
          replacing('key.txt', () => `${verifierKey}\n`),
        );
      },
      'SIGNATURE_MISSING',
    ],
    [
      'a statement of a record that is not in it',
      async () => reseal(await bundled(range(3, 9)), (files) => void files.set(...statementAt(2))),
      'FILE_UNEXPECTED',
    ],
    [
      'a statement whose name is written another way',
      () => reseal(whole, (files) => void files.set('statements/02.dsse.json', statementAt(2)[1])),
      'FILE_UNEXPECTED',
    ],
    [
      'a statement of another draft',
      () => reseal(ofDraft, (files) => void files.set('statements/5.dsse.json', statementAt(8)[1])),
      'STATEMENT_DIFFERS',
    ],
    [
      'a statement of a record that is no apply',
      () => reseal(ofDraft, (files) => void files.set('statements/4.dsse.json', statementAt(5)[1])),
      'STATEMENT_DIFFERS',
    ],
    ['a draft without its creation', () => bundled({ ...draftScope, positions: [5] }), 'RECORD_MISSING'],
    [
      'a range whose last line is gone, with the manifest of a shorter one',
      () => reseal(whole, replacing(evidence, withoutLast), shorter),
      'FILE_MISSING',
    ],
    [
      'a file that the manifest names twice',
      () =>
        reseal(
          whole,
          () => {},
          (said) => ({ ...said, files: [...said.files, ...said.files.slice(0, 1)] }),
        ),
      'MANIFEST_INVALID',
    ],
    [
      'a file that the manifest says lies outside',
      () =>
        reseal(
          whole,
          () => {},
          (said) => ({ ...said, files: said.files.map((file) => ({ ...file, name: '../x' })) }),
        ),
      'MANIFEST_INVALID',
    ],
  ];

  it.each(forged)('%s', async (_, file, code) => {
    expect(await codesOf(await file())).toContain(code);
  });

  it('a log under a name that would not be read as it is', async () => {
    const hidden = ['\u202e', '\u009b2J', '\u200b', 'ü'];
    for (const character of hidden) {
      const strange = await testSigner(`evil${character}.example/log/${tenant}`);
      const file = await writeBundle({ signer: strange, rows, head, scope: range(0, 23) });
      expect(await codesOf(file)).toEqual(['MANIFEST_INVALID']);
    }
  });
});

describe('a file that somebody made to keep the reader waiting ends soon', () => {
  const million = 1_000_000;
  const endless: [what: string, file: () => Bytes, code: string][] = [
    [
      'line ends alone',
      () =>
        reseal(
          whole,
          replacing(evidence, () => '\n'.repeat(20 * million)),
        ),
      'LINE_INVALID',
    ],
    [
      'one record over and over',
      () =>
        reseal(
          whole,
          replacing(evidence, (text) => firstLine(text).repeat(30_000)),
        ),
      'RECORD_OUT_OF_ORDER',
    ],
    [
      'a checkpoint of many lines',
      () =>
        reseal(
          whole,
          replacing('checkpoint', (text) => text + '\u2014 a b\n'.repeat(million)),
        ),
      'CHECKPOINT_INVALID',
    ],
    [
      'a proof without end',
      () =>
        reseal(
          whole,
          replacing('proofs/0.tlog-proof', (text) => text + 'A'.repeat(8 * million)),
        ),
      'PROOF_INVALID',
    ],
    [
      'a manifest without end',
      () => archiveOf([['manifest.json', utf8(`{"a":[${'0,'.repeat(8 * million)}0]}`)]]),
      'MANIFEST_INVALID',
    ],
    [
      'a range without end',
      () =>
        reseal(
          whole,
          () => {},
          (said) => ({ ...said, scope: range(0, Number.MAX_SAFE_INTEGER) }),
        ),
      'MANIFEST_INVALID',
    ],
  ];

  it.each(endless)('%s', { timeout: 5000 }, async (_, file, code) => {
    const failures = await failuresOf(file());
    expect(failures.map((failure) => failure.code)).toContain(code);
    expect(failures.length).toBeLessThanOrEqual(mostFailures);
  });
});

describe('what is said of the records of a draft', () => {
  it('is no more than single records can show', async () => {
    const said = await wordsOf(ofDraft);
    expect(said).toContain('The log may hold more about it');
    expect(said).not.toContain('removed');
    expect(await wordsOf(whole)).toContain('nothing was changed, removed, added or moved');
  });
});

async function wordsOf(file: Bytes): Promise<string> {
  const verdict = await verifyEvidence(file);
  return verdict.ok ? provedWords(verdict).join(' ') : '';
}

function statementAt(position: number): [string, Bytes] {
  const name = `statements/${position}.dsse.json`;
  return [name, statements.get(name) ?? new Uint8Array()];
}

const firstLine = (text: string): string => text.slice(0, text.indexOf('\n') + 1);
const withoutLast = (text: string): string => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1);
const shorter = (said: { scope: object }): object => ({ ...said, scope: range(0, 22) });
