import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CliFailure } from './failure';
import { readProposal } from './read-proposal';
import { processTerminal } from './terminal';

function read(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-proposal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'spec.yaml');
  writeFileSync(file, text);
  return readProposal(processTerminal(), file);
}

it('reads YAML and JSON alike', async () => {
  expect(await read('name: orders\nevents: ["*"]')).toEqual({ name: 'orders', events: ['*'] });
  expect(await read('{"name": "orders"}')).toEqual({ name: 'orders' });
});

it.each([
  ['an alias of itself', 'a: &a [*a]'],
  ['an alias of the whole', '&a {spec: *a}'],
  ['a key given twice', 'name: a\nname: b'],
  ['a number that JSON has not', 'timeout: .nan'],
  ['a list', '- 1'],
])('refuses %s in one sentence', async (_, text) => {
  await expect(read(text)).rejects.toThrow(CliFailure);
});
