import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretFault } from '../resource/secret-material';
import { cutLongStrings, redactSecrets } from './redact';

const secrets = [
  'whsec_a1b2c3d4e5f6g7h8i9j0',
  'sk_live_a1b2c3d4e5f6',
  'AKIAIOSFODNN7EXAMPLE',
  'ghp_a1b2c3d4e5f6g7h8i9j0k1l2',
  `mcp_abcdEFGH_${'aB3'.repeat(14)}x`,
  'Bearer abcdefghijklmnop1234',
];

describe('redactSecrets', () => {
  it('leaves no secret in any place of any JSON', () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(json, json, fc.constantFrom(...secrets), fc.string(), (before, after, secret, around) => {
        const places = [secret, { [secret]: before }, { deep: [[after, { note: `${around} ${secret}` }]] }];
        for (const value of places) {
          const { value: kept, count } = redactSecrets([before, value]);
          expect(JSON.stringify(kept)).not.toContain(secret);
          expect(count).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('keeps the same of a value that was searched before as of one that was not', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...secrets, 'password=hunter22'));
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(texts, fc.constant('api_key')), fc.oneof(texts, fc.array(texts))),
        (value) => {
          const unsearched = redactSecrets(structuredClone(value));
          const fault = secretFault(value);
          expect(redactSecrets(value)).toEqual(unsearched);
          expect(fault === null).toBe(unsearched.count === 0);
        },
      ),
    );
  });

  it('keeps a spec as it is', () => {
    const spec = {
      name: 'orders',
      retry: { max_attempts: 5 },
      secret_ref: 'secret://vault/a#b',
      ok: [true, null],
    };
    expect(redactSecrets(spec)).toEqual({ value: spec, count: 0 });
  });

  it('redacts a literal under a name that says secret', () => {
    const { value } = redactSecrets({ password: 'hunter22', note: 'plain' });
    expect(value).toEqual({ password: '[redacted]', note: 'plain' });
  });

  it('makes hidden and unstorable characters visible', () => {
    expect(redactSecrets({ 'a\u0000': '\u202eb\ud800' }).value).toEqual({ 'a⟨U+0000⟩': '⟨U+202E⟩b⟨U+D800⟩' });
  });
});

it('cuts long strings and says how much is missing', () => {
  expect(cutLongStrings({ a: ['x'.repeat(3000)], b: 'short' })).toEqual({
    a: [`${'x'.repeat(2048)}… (952 more)`],
    b: 'short',
  });
});

it('keeps no part of a secret through which a string of arguments is cut', () => {
  for (const secret of secrets) {
    for (let inside = 0; inside <= secret.length; inside += 1) {
      const note = `${'as asked '.repeat(300).slice(0, 2047 - inside)} ${secret} and more`;
      const kept = cutLongStrings(redactSecrets({ spec: { notes: [note] } }).value);
      expect(kept).toEqual({ spec: { notes: ['[redacted]'] } });
    }
  }
});

it('cuts a key and a string between two characters, so that a record of them can be written', () => {
  const kept = cutLongStrings({ [`${'x'.repeat(127)}\ud83d\ude00`]: `${'x'.repeat(2047)}\ud83d\ude00` });
  expect(kept).toEqual({ ['x'.repeat(127)]: `${'x'.repeat(2047)}… (2 more)` });
});

it('keeps the value of every name, however alike they begin', () => {
  const same = 'x'.repeat(128);
  const names = [same, `${same}a`, `${same}b`, `${same}… (2)`, `${same}c`, 'short'];
  const kept = cutLongStrings(Object.fromEntries(names.map((name, nth) => [name, nth])));
  expect(kept).toEqual({
    [same]: 0,
    [`${same}… (2)`]: 1,
    [`${same}… (3)`]: 2,
    [`${same}… (4)`]: 3,
    [`${same}… (5)`]: 4,
    short: 5,
  });
});
