import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../calls/redact';
import { fastest } from '../text/testing/fastest';
import { secretFault } from './secret-material';

// Assembled here so that no scanner takes the vectors for leaked secrets.
const letters = 'a1B2c3D4e5F6g7H8i9J0';
const github = `${['gh', 'p_'].join('')}${letters.repeat(2).slice(0, 36)}`;
const stripe = `${['sk', 'live', ''].join('_')}${letters}`;
const each = (text: string, how: (character: string) => string) => Array.from(text, how).join('');
const codeOf = (character: string) => character.codePointAt(0) ?? 0;
const hexOf = (character: string, length: number) => codeOf(character).toString(16).padStart(length, '0');
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const urlSafe = (text: string) => Buffer.from(text).toString('base64url');
const percent = (text: string) => each(text, (character) => `%${hexOf(character, 2)}`);
const wideOf = (character: string) => String.fromCodePoint(codeOf(character) + 0xfee0);
const boldOf = (character: string) =>
  /[a-z]/.test(character) ? String.fromCodePoint(codeOf(character) - 97 + 0x1d41a) : character;
const base32 = (text: string) => {
  const bits = Array.from(Buffer.from(text), (byte) => byte.toString(2).padStart(8, '0')).join('');
  const quintets = bits.match(/.{1,5}/g) ?? [];
  return quintets
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
};
const lines = (text: string, width: number) => text.replace(new RegExp(`.{${width}}(?=.)`, 'g'), '$&\r\n');

const forms: [how: string, encode: (secret: string) => string][] = [
  ['base64', base64],
  ['base64, url-safe', urlSafe],
  ['base64 in lines', (secret) => lines(base64(`the key is ${secret}, keep it`), 20)],
  ['base64 in indented lines', (secret) => base64(`${secret} ${secret}`).replace(/.{24}(?=.)/g, '$&\n  ')],
  ['base64 in base64', (secret) => base64(base64(secret))],
  ['base64 in base64 in base64', (secret) => base64(base64(base64(secret)))],
  ['base64 of UTF-16, as PowerShell takes it', (secret) => base64(Buffer.from(secret, 'utf16le'))],
  ['base64 of UTF-16, big end first', (secret) => base64(Buffer.from(secret, 'utf16le').swap16())],
  ['hex of UTF-16', (secret) => Buffer.from(secret, 'utf16le').toString('hex')],
  ['hex of UTF-16, big end first', (secret) => Buffer.from(secret, 'utf16le').swap16().toString('hex')],
  ['full-width letters', (secret) => each(secret, wideOf)],
  ['mathematical letters', (secret) => each(secret, boldOf)],
  ['base64 in full-width letters', (secret) => each(base64(secret), wideOf)],
  ['bytes of C', (secret) => each(secret, (character) => `0x${hexOf(character, 2)},`)],
  ['bytes of C in words', (secret) => each(secret, (character) => `0x${hexOf(character, 2)}, `)],
  ['hex with colons', (secret) => each(secret, (character) => `${hexOf(character, 2)}:`)],
  ['hex with spaces', (secret) => each(secret, (character) => `${hexOf(character, 2).toUpperCase()} `)],
  ['two pieces', (secret) => `the token ${secret.slice(0, 12)} ${secret.slice(12)} is new`],
  ['two lines', (secret) => `the token\n${secret.slice(0, 14)}\n  ${secret.slice(14)}\nis new`],
  ['pieces of four', (secret) => `use ${secret.replace(/.{4}(?=.)/g, '$& ')} here`],
  ['letters apart', (secret) => secret.split('').join(' ')],
  ['base64 after other letters', (secret) => `xy${base64(secret)}`],
  ['base64 behind a hyphen', (secret) => `my-label-${base64(secret)}`],
  ['base64 in a path', (secret) => `https://hooks.acme.com/in/${urlSafe(secret)}/x`],
  [
    'base64 of bytes around it',
    (secret) => base64(Buffer.concat([Buffer.alloc(7, 255), Buffer.from(secret), Buffer.alloc(3, 1)])),
  ],
  ['hex', (secret) => Buffer.from(secret).toString('hex')],
  ['upper-case hex', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
  ['hex in base64', (secret) => base64(Buffer.from(secret).toString('hex'))],
  ['percent', percent],
  ['percent twice', (secret) => percent(percent(secret))],
  ['percent, one character', (secret) => secret.replace('_', '%5f')],
  ['JSON escapes', (secret) => each(secret, (character) => `\\u${hexOf(character, 4)}`)],
  ['JavaScript escapes', (secret) => each(secret, (character) => `\\x${hexOf(character, 2)}`)],
  ['braced escapes', (secret) => each(secret, (character) => `\\u{${hexOf(character, 1)}}`)],
  ['HTML entities', (secret) => each(secret, (character) => `&#${codeOf(character)};`)],
  ['hexadecimal HTML entities', (secret) => each(secret, (character) => `&#x${hexOf(character, 2)};`)],
  ['a named HTML entity', (secret) => secret.replaceAll('_', '&lowbar;')],
  ['entities in percent', (secret) => percent(secret.replaceAll('_', '&lowbar;'))],
  ['gzip', (secret) => base64(gzipSync(`key=${secret}`))],
  ['zlib', (secret) => base64(deflateSync(`the key is ${secret}`))],
  ['gzip in lines', (secret) => lines(base64(gzipSync(`the key is ${secret}`)), 16)],
  ['gzip in hex', (secret) => gzipSync(secret).toString('hex')],
  ['raw deflate', (secret) => base64(deflateRawSync(`the key is ${secret}, the key is ${secret}`))],
  ['unicode percent', (secret) => each(secret, (character) => `%u${hexOf(character, 4)}`)],
  [
    'octal escapes',
    (secret) => each(secret, (character) => `\\${codeOf(character).toString(8).padStart(3, '0')}`),
  ],
  ['JSON escapes in quoted JSON', (secret) => each(secret, (character) => `\\\\u${hexOf(character, 4)}`)],
  ['hex behind backslashes', (secret) => each(secret, (character) => `\\${hexOf(character, 2)}`)],
  ['hex with dots', (secret) => each(secret, (character) => `${hexOf(character, 2)}.`)],
  ['a list of codes', (secret) => JSON.stringify(Array.from(secret, codeOf))],
  ['codes in words', (secret) => Array.from(secret, codeOf).join(' ')],
  ['base32', base32],
  ['base32 in small letters', (secret) => base32(`key ${secret}`).toLowerCase()],
  ['base32 after other letters', (secret) => `KEY${base32(secret)}`],
  ['base64 in words', (secret) => base64(secret).replace(/.{4}(?=.)/g, '$& ')],
  [
    'base64 in uneven words after prose',
    (secret) => `the key is ${base64(secret).replace(/.{7}(?=.)/g, '$& ')}`,
  ],
  ['base64 in letters apart', (secret) => base64(secret).split('').join(' ')],
  ['base64 with dots', (secret) => base64(secret).replace(/.{8}(?=.)/g, '$&.')],
  ['base64 in lines with a blank one between', (secret) => base64(secret).replace(/.{20}(?=.)/g, '$&\n\n')],
  ['an accent on each letter', (secret) => secret.replace(/[A-Za-z]/g, '$&\u0301')],
  [
    'accents that are one with their letters',
    (secret) => secret.replace(/[A-Za-z]/g, '$&\u0301').normalize('NFC'),
  ],
  ['zero-width characters', (secret) => secret.split('').join('\u200b')],
  ['a soft hyphen', (secret) => `${secret.slice(0, 5)}\u00ad${secret.slice(5)}`],
  ['zero-width characters in base64', (secret) => base64(secret).split('').join('\u2060')],
  ['a user of a URL', (secret) => `https://${secret}@hooks.acme.com/x`],
];

/** Many small runs that each inflate to 60 KB of their own. */
const bombs = Array.from({ length: 300 }, (_, nth) => base64(gzipSync(`${nth} `.repeat(12_000)))).join(' ');

describe('a secret in an encoded form', () => {
  it.each(forms)('is refused in %s', (_, encode) => {
    for (const secret of [github, stripe]) {
      const fault = secretFault({ labels: { note: encode(secret) } });
      expect(fault?.issues).toMatchObject([{ path: 'labels.note' }]);
      expect(JSON.stringify(fault)).not.toContain(letters);
    }
  });

  it.each(forms)('is not kept in the log in %s', (_, encode) => {
    for (const secret of [github, stripe]) {
      expect(redactSecrets({ note: encode(secret), name: 'orders' })).toEqual({
        value: { note: '[redacted]', name: 'orders' },
        count: 1,
      });
    }
  });

  it('is refused where a user of a URL looks random, and not where it is a name', () => {
    expect(secretFault({ url: 'https://q7Rk29fLxP0aZw@hooks.acme.com/x' })?.issues[0]?.code).toBe(
      'URL_CREDENTIALS',
    );
    expect(secretFault({ url: 'https://deploy-automation@hooks.acme.com/x' })).toBeNull();
  });

  it('is refused when it was encoded more often than is looked at', () => {
    expect(secretFault({ note: bombs })?.issues[0]?.code).toBe('TOO_DEEPLY_ENCODED');
  });

  it.each([4, 5, 7])('is refused in base64 %i deep', (deep) => {
    const packed = Array.from({ length: deep }).reduce<string>((text) => base64(text), github);
    expect(secretFault({ note: packed })?.issues[0]?.code).toBe('TOO_DEEPLY_ENCODED');
  });

  it.each([
    'Call mcp_endpoint_list and then read what the server of this team answers to it.',
    'The npm_lifecycle scripts run during the install of version 2 of every package here.',
    'We moved from sk-learn models to gpt4 in 2026 and from PostgreSQL 16 to PostgreSQL 18.',
    'The task-list of sk-or-something like this has 12 parts and none of them is a key.',
  ])('is not seen where words begin like one: %s', (text) => expect(secretFault({ text })).toBeNull());

  it('is bounded in what it inflates', () => {
    expect(secretFault({ note: base64(gzipSync(Buffer.alloc(10_000_000, 97))) })).toBeNull();
  });
});

describe('a secret that is split over neighbours', () => {
  it.each<[string, unknown, string[]]>([
    ['two labels', { a: github.slice(0, 12), b: github.slice(12) }, ['a', 'b']],
    ['three labels', { a: github.slice(0, 6), b: github.slice(6, 14), c: github.slice(14) }, ['a', 'b', 'c']],
    ['a list', [github.slice(0, 20), github.slice(20)], ['0', '1']],
    ['neighbouring objects', { x: { a: stripe.slice(0, 9) }, y: { b: stripe.slice(9) } }, ['x.a', 'y.b']],
    ['base64 over two labels', { a: base64(github).slice(0, 24), b: base64(github).slice(24) }, ['a', 'b']],
    ['after other words', { a: `see ${github.slice(0, 12)}`, b: github.slice(12) }, ['a', 'b']],
  ])('is refused in %s, and neither part is kept', (_, value, paths) => {
    const fault = secretFault({ spec: value });
    expect(fault?.issues.map(({ path }) => path)).toEqual(paths.map((path) => `spec.${path}`));
    const { value: kept, count } = redactSecrets({ spec: structuredClone(value) });
    expect(count).toBe(paths.length);
    expect(JSON.stringify(kept)).not.toMatch(/[a-zA-Z0-9]{6}\d/);
  });

  it.each<[string, unknown]>([
    ['an address and an owner', { target_url: 'https://hooks.acme.com', owner: 'team:owner@acme.com' }],
    ['regions and counters', { region: 'ASIA', zone: 'eu', key: 'AC', count: '12' }],
    ['words', ['task', 'list', 'mcp_server', 'registry', 'sk', 'live']],
  ])('lets %s pass', (_, value) => {
    expect(secretFault(value)).toBeNull();
  });
});

const kib64 = (part: string) => part.repeat(Math.ceil(65_536 / part.length)).slice(0, 65_536);
const noise = Array.from({ length: 49_152 }, (_, nth) => (nth * 7919 + (nth >> 3)) % 256);
const hostile: [string, unknown][] = [
  ['base64 of spaces', kib64('ICAgICAg')],
  ['base64 in base64 in base64', kib64(base64(base64(base64('the quick brown fox jumps'))))],
  ['base64 of noise', base64(Buffer.from(noise))],
  ['base64 that inflates a thousandfold', kib64(`${base64(gzipSync(Buffer.alloc(60_000, 32)))} `)],
  ['many runs that inflate', bombs.slice(0, 65_536)],
  ['percent signs', kib64('%25')],
  ['escapes', kib64('\\u005c')],
  ['backslashes', kib64('\\')],
  ['escaped line breaks', kib64('\\\\n')],
  ['beginnings of tokens', kib64('eyJ')],
  ['beginnings of keys', kib64('sk-SK_AKIA')],
  ['entities', kib64('&amp;')],
  ['hex', kib64('6162')],
  ['hex with separators', kib64('67:68 0x69, ')],
  ['base32', kib64('MFRGG')],
  ['base32 in short runs', kib64('mfrggzdfmztwq2lknnwg23tp ')],
  ['base64 in groups', kib64('ICAg ICAg.')],
  ['codes', kib64('103,104 ')],
  ['hex behind backslashes', kib64('\\67')],
  ['what may be deflated', kib64(`${base64(deflateRawSync(Buffer.alloc(60_000, 32)))} `)],
  ['runs that may be deflated', kib64('K0ktLlEoSS0uAQAabcdefghi ')],
  ['accents', kib64('\u00e9a\u0301')],
  ['base64 of UTF-16', base64(Buffer.from(kib64('sk ').slice(0, 24_576), 'utf16le'))],
  ['full-width letters', kib64('\uff41\uff3f')],
  ['ligatures', kib64('\ufdfa')],
  ['words', kib64('npm_run the mcp_server v2 a ')],
  ['letters apart', kib64('g h p _ 1 a ')],
  ['zero-width characters', kib64('a\u200b')],
  ['line breaks', kib64('abcd\n')],
  ['user infos', kib64('://a1')],
  ['short strings', Array.from({ length: 13_000 }, () => 'sk')],
  ['strings that may be packed', Array.from({ length: 3_600 }, () => 'YWJjZGVmZ2hpamts')],
];

it.each(hostile)('reads 64 KiB of %s in under 100 ms', (_, note) => {
  expect(fastest(() => secretFault({ note }))).toBeLessThan(100);
});
