import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { harmless } from '../text/testing/instruction-corpus';
import { endpointExamples } from './endpoint/examples';
import { secretFault } from './secret-material';

/** The same bytes in every run, and no pattern in them. */
const bytes = (seed: string, length: number): Buffer =>
  Buffer.concat(
    Array.from({ length: Math.ceil(length / 32) }, (_, nth) =>
      createHash('sha256').update(`${seed} ${nth}`).digest(),
    ),
  ).subarray(0, length);

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ulid = (seed: string) => `01K${Array.from(bytes(seed, 23), (byte) => crockford[byte % 32]).join('')}`;
const uuid = (seed: string) =>
  bytes(seed, 16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const png = (seed: string) =>
  `data:image/png;base64,${Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), bytes(seed, 1500)]).toString('base64')}`;

const kinds: [what: string, make: (seed: string) => string][] = [
  ['ULIDs', ulid],
  ['draft ids', (seed) => `drf_${ulid(seed)}`],
  ['UUIDs', uuid],
  ['digests', (seed) => `sha256:${bytes(seed, 32).toString('hex')}`],
  ['commits', (seed) => bytes(seed, 20).toString('hex')],
  ['base64 digests', (seed) => bytes(seed, 32).toString('base64')],
  ['url-safe digests', (seed) => bytes(seed, 32).toString('base64url')],
  ['integrity values', (seed) => `sha512-${bytes(seed, 64).toString('base64')}`],
  ['images', png],
  ['trace parents', (seed) => `00-${bytes(seed, 16).toString('hex')}-${bytes(seed, 8).toString('hex')}-01`],
];

describe('what is no secret', () => {
  it.each(kinds)('%s: none of 1000, alone and beside one another', (_, make) => {
    const found = Array.from({ length: 1000 }, (__, nth) => ({
      a: make(`a${nth}`),
      b: make(`b${nth}`),
      c: make(`c${nth}`),
    })).filter((labels) => secretFault({ labels }) !== null);
    expect(found).toEqual([]);
  });

  it('examples, and what agents honestly write, in base64, in percent-encoding and as it is', () => {
    const texts = [...harmless, ...endpointExamples.map((spec) => JSON.stringify(spec))];
    const forms = texts.flatMap((text) => [
      text,
      Buffer.from(text).toString('base64'),
      encodeURIComponent(text),
    ]);
    expect(forms.filter((text) => secretFault({ text }) !== null)).toEqual([]);
    expect(endpointExamples.filter((spec) => secretFault(spec) !== null)).toEqual([]);
  });
});
