import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { saveStream } from './save-stream';

const folder = mkdtempSync(join(tmpdir(), 'save-'));
afterAll(() => rmSync(folder, { recursive: true }));

const whole = Buffer.from('the whole file');
const said = { bytes: whole.length, sha256: createHash('sha256').update(whole).digest('hex') };
async function* arriving(...pieces: (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Error) throw piece;
    yield Buffer.from(piece);
  }
}
const nowhere = () => {};

it('keeps what arrives whole, and says how far it is', async () => {
  const path = join(folder, 'whole');
  const reached: number[] = [];
  await saveStream(arriving('the whole', ' file'), path, said, (bytes) => reached.push(bytes));
  expect(readFileSync(path)).toEqual(whole);
  expect(reached).toEqual([9, 14]);
});

it.each([
  ['ends early', arriving('the whole')],
  ['breaks off', arriving('the whole', new Error('gone'))],
  ['is another file', arriving('the whole life')],
  ['goes on behind its end', arriving('the whole file', '!')],
])('keeps nothing of what %s', async (what, stream) => {
  const path = join(folder, what);
  await expect(saveStream(stream, path, said, nowhere)).rejects.toThrow('did not arrive whole');
  expect(existsSync(path)).toBe(false);
});

it('never writes over what somebody keeps', async () => {
  const path = join(folder, 'kept');
  writeFileSync(path, 'kept');
  await expect(saveStream(arriving('the whole file'), path, said, nowhere)).rejects.toThrow(
    'is there already',
  );
  expect(readFileSync(path, 'utf8')).toBe('kept');
});
