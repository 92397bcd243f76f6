import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, concat } from '../bytes';
import { readTar } from './read-tar';
import { blockBytes, tarEnd, tarHeader, tarPadding } from './write-tar';

const text = (words: string) => new TextEncoder().encode(words);
const archiveOf = (files: readonly (readonly [name: string, bytes: Uint8Array])[]): Bytes =>
  concat(
    ...files.flatMap(([name, bytes]) => [tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)]),
    tarEnd(),
  );
const two = archiveOf([
  ['manifest.json', text('{}')],
  ['proofs/12.tlog-proof', new Uint8Array(blockBytes)],
]);

/** The block with another value in one field, and a checksum that agrees. */
function resealed(archive: Bytes, change: (block: Buffer) => void): Bytes {
  const changed = archive.slice();
  const block = Buffer.from(changed.buffer, 0, blockBytes);
  change(block);
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return changed;
}

const notOurs: [what: string, archive: Bytes][] = [
  ['nothing', new Uint8Array()],
  ['one empty block', new Uint8Array(blockBytes)],
  ['a cut header', two.subarray(0, 100)],
  ['a cut file', two.subarray(0, blockBytes + 1)],
  ['no end', two.subarray(0, two.length - 2 * blockBytes)],
  ['half an end', two.subarray(0, two.length - blockBytes)],
  ['a byte after the end', concat(two, new Uint8Array(1))],
  ['a second archive', concat(two, two)],
  [
    'two files of one name',
    archiveOf([
      ['key.txt', text('a')],
      ['key.txt', text('b')],
    ]),
  ],
  ['a link', resealed(two, (block) => block.write('2', 156, 'latin1'))],
  ['a folder', resealed(two, (block) => block.write('5', 156, 'latin1'))],
  ['an extended header', resealed(two, (block) => block.write('x', 156, 'latin1'))],
  ['a link name', resealed(two, (block) => block.write('/etc/passwd', 157, 'latin1'))],
  ['another owner', resealed(two, (block) => block.write('0000001', 108, 'latin1'))],
  ['another mode', resealed(two, (block) => block.write('0004755', 100, 'latin1'))],
  ['a time', resealed(two, (block) => block.write('00000000001', 136, 'latin1'))],
  ['a prefix', resealed(two, (block) => block.write('..', 345, 'latin1'))],
  ['a name that climbs', resealed(two, (block) => block.write('../a.json\0\0\0\0', 0, 'latin1'))],
  ['an absolute name', resealed(two, (block) => block.write('/anifest.json', 0, 'latin1'))],
  ['a name with bytes after its end', resealed(two, (block) => block.write('a\0b', 0, 'latin1'))],
  ['a size in base 256', resealed(two, (block) => block.writeUInt8(0x80, 124))],
  ['a size past the end', resealed(two, (block) => block.write('77777777777', 124, 'latin1'))],
];

const field = (from: number, to: number) =>
  Buffer.from(tarHeader('key.txt', 10)).toString('latin1', from, to);

describe('readTar', () => {
  it('reads what the writer wrote, in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 1100 }), { maxLength: 6 }), (contents) => {
        const files = contents.map((bytes, at) => [`proofs/${at}.tlog-proof`, bytes] as const);
        const read = readTar(archiveOf(files));
        expect(read).toBeInstanceOf(Map);
        expect(
          read instanceof Map && [...read].map(([name, bytes]) => [name, Uint8Array.from(bytes)]),
        ).toEqual(files.map(([name, bytes]) => [name, Uint8Array.from(bytes)]));
      }),
    );
  });

  it.each(notOurs)('refuses %s', (_, archive) => {
    expect(readTar(archive)).toEqual({ at: expect.any(Number), words: expect.any(String) });
  });

  it('reads no changed byte outside the contents', () => {
    const contents = new Set([blockBytes, blockBytes + 1]);
    for (let at = 0; at < blockBytes; at += 1) contents.add(3 * blockBytes + at);
    for (let at = 0; at < two.length; at += 1) {
      const changed = Uint8Array.from(two);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(readTar(changed) instanceof Map, `byte ${at}`).toBe(contents.has(at));
    }
  });
});

describe('tarHeader', () => {
  it('is the header that GNU tar 1.34 writes with --format=ustar', () => {
    expect(field(0, 8)).toBe('key.txt\0');
    expect(field(124, 136)).toBe('00000000012\0');
    expect(field(148, 156)).toBe('010527\0 ');
    expect(field(156, 157)).toBe('0');
    expect(field(257, 265)).toBe('ustar\x0000');
  });

  it.each([
    '',
    '/etc/passwd',
    '../up',
    'a/b/c',
    'a..b',
    '.hidden',
    'folder/',
    'ä.txt',
    `a${'b'.repeat(100)}`,
  ])('writes no %j', (name) => {
    expect(() => tarHeader(name, 0)).toThrow(RangeError);
  });

  it.each([-1, 1.5, 2 ** 33, Number.NaN])('writes no %d bytes', (bytes) => {
    expect(() => tarHeader('a', bytes)).toThrow(RangeError);
  });
});
