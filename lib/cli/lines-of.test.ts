import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { linesOf } from './lines-of';

async function read(...pieces: Uint8Array[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(Readable.from(pieces))) lines.push(line);
  return lines;
}
const bytes = new TextEncoder().encode('{"a":"é𝄞"}\n\nlast\n');

it('finds the lines wherever the text was cut', async () => {
  for (let at = 0; at <= bytes.length; at += 1) {
    expect(await read(bytes.slice(0, at), bytes.slice(at))).toEqual(['{"a":"é𝄞"}', '', 'last']);
  }
  expect(await read()).toEqual([]);
});

it('takes no cut-off end for a line', async () => {
  await expect(read(bytes.slice(0, -1))).rejects.toThrow('no end');
});
