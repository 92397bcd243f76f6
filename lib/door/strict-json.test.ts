import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBoundedBody } from './bounded-body';
import { parseStrictJson } from './strict-json';

const messageOf = (text: string): string => {
  const result = parseStrictJson(text);
  return result.ok ? 'accepted' : result.refusal.message;
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const agrees = (text: string) =>
  /twice|not accepted|no text may hold|too large/.test(messageOf(text)) ||
  (messageOf(text) === 'accepted') === isJson(text);

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://127.0.0.1/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

describe('parseStrictJson', () => {
  it('reads what JSON.parse reads', () => {
    const safe = fc
      .jsonValue({ stringUnit: 'grapheme' })
      .filter((value) => !JSON.stringify(value).includes('u0000'));
    fc.assert(
      fc.property(safe, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        fc.pre(!text.includes('"__proto__"'));
        expect(parseStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  it('refuses exactly what JSON.parse refuses, however a text is damaged', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '{', ']', '0', '\\', '\n', 'e', '-', ' '))
      .map(([text, at, insert]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + insert + text.slice(place + 1);
      });
    const outcome = fc.check(fc.property(damaged, agrees), { numRuns: 2000 });
    expect(outcome.counterexample).toBeNull();
  });

  it.each([
    ['', 'The body is not JSON: it ends too early, at position 0.'],
    ['{"a":1,}', 'The body is not JSON: unexpected character at position 7.'],
    ['[1 2]', 'The body is not JSON: unexpected character at position 3.'],
    ['{"a":{"b":1,"b":2}}', 'The key a.b appears twice.'],
    ['[{"a":1},{"a":1,"\\u0061":2}]', 'The key 1.a appears twice.'],
    ['{"x\\u202e":1,"x\\u202e":1}', 'The key x⟨U+202E⟩ appears twice.'],
    ['{"a":{"__proto__":{}}}', 'The key a.__proto__ is not accepted.'],
    ['{"a":"\\ud800"}', 'A text before position 13 holds a character that no text may hold.'],
    ['"\\u0000"', 'A text before position 8 holds a character that no text may hold.'],
    ['1e400', 'The number before position 5 is too large.'],
    ['\ufeff{}', 'The body is not JSON: unexpected character at position 0.'],
    ['NaN', 'The body is not JSON: unexpected character at position 0.'],
    [`${'['.repeat(65)}${']'.repeat(65)}`, 'The JSON is nested deeper than 64.'],
  ])('says what is wrong with %j', (text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it('does not run out of stack', () => {
    expect(messageOf('{"a":'.repeat(100_000))).toBe('The JSON is nested deeper than 64.');
  });

  it('accepts 64 levels and a very long text', () => {
    expect(messageOf(`${'['.repeat(64)}${']'.repeat(64)}`)).toBe('accepted');
    expect(messageOf(JSON.stringify('\\"ab'.repeat(500_000)))).toBe('accepted');
  });
});

describe('readBoundedBody', () => {
  it('hands over a body of exactly the limit and refuses one byte more', async () => {
    expect(await readBoundedBody(post('x'.repeat(1024)), 1024)).toEqual({
      ok: true,
      value: 'x'.repeat(1024),
    });
    expect(await readBoundedBody(post('x'.repeat(1025)), 1024)).toMatchObject({
      refusal: { code: 'PAYLOAD_TOO_LARGE', message: 'The body is larger than 1 KiB.' },
    });
  });

  it('stops reading a stream that never says its length', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    expect(await readBoundedBody(post(endless), 4096)).toMatchObject({
      refusal: { code: 'PAYLOAD_TOO_LARGE' },
    });
    expect(sent).toBeLessThan(10);
  });

  it('refuses a length that is not a number and bytes that are not UTF-8', async () => {
    expect(await readBoundedBody(post('{}', { 'content-length': 'many' }), 1024)).toMatchObject({
      ok: false,
    });
    expect(await readBoundedBody(post(Uint8Array.of(0x22, 0xc3, 0x28, 0x22)), 1024)).toMatchObject({
      refusal: { code: 'MALFORMED_JSON' },
    });
  });
});
