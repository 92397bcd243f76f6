import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { proposalOf } from './proposal-of';
import { readProposal } from './read-proposal';
import { processTerminal } from './terminal';

const folder = mkdtempSync(join(tmpdir(), 'draft-propose-'));
const read = (text: string | Buffer) => {
  const file = join(folder, 'proposal.yaml');
  writeFileSync(file, text);
  return readProposal(processTerminal(), file);
};

describe('a proposal’s file', () => {
  it('is YAML or JSON, from a file or stdin', async () => {
    expect(await read('name: orders\nevents:\n  - "*"\n')).toEqual({ name: 'orders', events: ['*'] });
    expect(await read('{"name": "orders"}')).toEqual({ name: 'orders' });
    const stdin = Readable.from([Buffer.from('name: '), Buffer.from('piped')]);
    expect(await readProposal({ ...processTerminal(), stdin }, '-')).toEqual({ name: 'piped' });
  });

  it('keeps texts that look like something else as texts', async () => {
    expect(await read('a: 2026-11-21\nb: no\nc: 1e3\nd: 0o17')).toEqual({
      a: '2026-11-21',
      b: 'no',
      c: 1000,
      d: 15,
    });
  });

  it.each([
    ['two values under one key', 'name: a\nname: b', /unique/],
    ['JSON with one key twice', '{"name": "a", "name": "b"}', /unique/],
    ['broken YAML', 'name: [a', /line 1/],
    ['an unknown tag', 'name: !env HOME', /tag/],
    ['two documents', 'name: a\n---\nname: b', /multiple documents/],
    ['a list', '- a', /one object/],
    ['nothing', '', /one object/],
    ['what JSON cannot hold', 'a:\n  b: .nan', /a\.b holds/],
    ['a document too deep', '['.repeat(40_000), /./],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), /UTF-8/],
    ['more than the server takes', `a: ${'x'.repeat(256 * 1024)}`, /larger than 256 KiB/],
  ])('is refused for %s', async (_what, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
    await expect(read(text)).rejects.toMatchObject({ exit: 2 });
  });

  it('expands no bomb of aliases', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n}, `.repeat(9)}*l${n}]`,
    );
    await expect(read(['l0: &l0 [x]', ...levels].join('\n'))).rejects.toMatchObject({ exit: 2 });
  });

  it('that is not there is a usage error', async () => {
    await expect(readProposal(processTerminal(), join(folder, 'missing'))).rejects.toMatchObject({ exit: 2 });
    await expect(readProposal(processTerminal(), folder)).rejects.toMatchObject({ exit: 2 });
  });
});

describe('what is sent', () => {
  it('is a create of the spec, or the whole proposal of the file', () => {
    expect(proposalOf({ name: 'a' }, {})).toEqual({
      type: 'endpoint',
      operation: 'create',
      spec: { name: 'a' },
    });
    const whole = {
      type: 'endpoint',
      operation: 'update',
      base_version: 2,
      spec: { name: 'a' },
      rationale: 'why',
    };
    expect(proposalOf(whole, {})).toEqual(whole);
  });

  it('is what the command line says before what the file does', () => {
    const whole = { operation: 'update', spec: {}, rationale: 'file' };
    expect(proposalOf(whole, { operation: 'create', rationale: 'line', name: 'a' })).toEqual({
      type: 'endpoint',
      operation: 'create',
      spec: { name: 'a' },
      rationale: 'line',
    });
  });

  it('needs no file for a delete, and one for anything else', () => {
    expect(proposalOf(null, { operation: 'delete', name: 'a' })).toMatchObject({ spec: { name: 'a' } });
    expect(() => proposalOf(null, { name: 'a' })).toThrow('-f is missing');
  });

  it('never picks between two names', () => {
    expect(() => proposalOf({ name: 'a' }, { name: 'b' })).toThrow('names another resource');
  });
});
