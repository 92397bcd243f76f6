import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { base32In } from './base32';

/** The shortest run that is decoded. */
const shortestRun = 16;
const readable = /[\t\n\r\x20-\x7e]{8,}/g;
/** `0x67,0x68`, `67:68`, `67.68`, `\67\68` and `67 68`. */
const separateHex = /(?:0x)?[0-9a-f]{2}(?:[\s:,;.\\-]{1,3}(?:0x)?[0-9a-f]{2}){11,}/gi;
/** `103,104` and `103 104`. */
const separateDecimal = /\d{2,3}(?:[\s:,;.\\-]{1,3}\d{2,3}){11,}/g;
/** No prose: a letter beside a digit, a capital after a small letter, or letters apart. */
const odd = /[a-z][A-Z]|\d[A-Za-z]|[A-Za-z]\d|(?<=[\s.])[A-Za-z0-9][\s.]{1,8}[A-Za-z0-9](?=[\s.])/;
/** UTF-16 of plain letters, of either byte order: each beside an empty byte. */
const wide = /(?:[\t\n\r\x20-\x7e]\0){7}/;
const mostInflated = 64 * 1024;
/** Nothing says that bytes are deflated without a head: of each text so many runs are tried, the longest. */
const mostTried = 8;
/** What a token is deflated to is hardly shorter than itself. */
const shortestDeflated = 28;

/** RFC 1950 section 2.2: the four levels, with a window of 32 KiB. */
const zlibHeads: ReadonlySet<string> = new Set([
  '\u0078\u0001',
  '\u0078\u005e',
  '\u0078\u009c',
  '\u0078\u00da',
]);

const bytesOf = (binary: string): Uint8Array => Uint8Array.from(binary, (byte) => byte.charCodeAt(0));

/** UNTRUSTED INPUT: what a few bytes may inflate to is bounded; more than that, or junk, is null. */
function inflated(binary: string): string | null {
  const gzip = binary.startsWith('\u001f\u008b');
  if (!gzip && !zlibHeads.has(binary.slice(0, 2))) return null;
  return inflatedBy(gzip ? gunzipSync : inflateSync, binary);
}

function inflatedBy(inflate: typeof inflateSync, binary: string): string | null {
  try {
    const options = { maxOutputLength: mostInflated, finishFlush: 2 };
    return inflate(bytesOf(binary), options).toString('latin1');
  } catch {
    return null;
  }
}

/** RFC 1951 section 3.2.3: what is compressed begins with a block of fixed or dynamic codes. */
const beginsBlock = (binary: string): boolean => [1, 2].includes((binary.charCodeAt(0) >> 1) & 3);

function* deflatedIn(runs: readonly string[]): Generator<string> {
  const tried = runs.length > mostTried ? runs.toSorted((one, other) => other.length - one.length) : runs;
  for (const run of tried.slice(0, mostTried)) {
    if (run.length < shortestDeflated) continue;
    const binary = fromBase64(run);
    if (beginsBlock(binary)) yield inflatedBy(inflateRawSync, binary) ?? '';
  }
}

function fromBase64(run: string): string {
  const whole = run.length % 4 === 1 ? run.slice(0, -1) : run;
  try {
    return atob(whole.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}

const fromHex = (run: string): string =>
  run.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));

const fromCodes = (run: string): string =>
  run.replace(/\D*(\d+)/g, (_, code: string) => String.fromCharCode(Number(code) & 255));

// A run may be broken into lines, stand in a path, or start in the middle of a group because other letters stand before it.
function base64Runs(text: string): string[] {
  const joined = text.includes('\n')
    ? text.replace(/(?<=[A-Za-z0-9+/_-])[ \t\r]{0,8}\n[ \t\r]{0,8}(?=[A-Za-z0-9+/_-])/g, '')
    : text;
  const runs = joined.match(/[A-Za-z0-9+/_-]{16,}/g) ?? [];
  return [...new Set([...runs, ...(joined.match(/[A-Za-z0-9+]{16,}/g) ?? []), ...groupedRuns(text)])];
}

/** Runs that were written in groups: with spaces, line breaks or dots between them. */
const groupedRuns = (text: string): string[] =>
  /[\s.]/.test(text) && odd.test(text)
    ? (text.replace(/[\s.]+/g, '').match(/[A-Za-z0-9+/_-]{16,}/g) ?? [])
    : [];

function* binariesIn(text: string): Generator<string> {
  const runs = base64Runs(text);
  for (const run of runs) {
    for (const skip of [0, 1, 2, 3]) {
      if (run.length - skip >= shortestRun - 3) yield fromBase64(run.slice(skip));
    }
  }
  // What is hexadecimal or base32 is a run of base64 too.
  if (runs.length > 0) {
    yield* deflatedIn(runs);
    yield* base32In(text);
    yield* (text.match(/(?:[0-9A-Fa-f]{2}){12,}/g) ?? []).map(fromHex);
  }
  yield* codesIn(text);
}

function* codesIn(text: string): Generator<string> {
  for (const run of text.match(separateHex) ?? []) yield fromHex(run.replace(/0x|[^0-9a-f]/gi, ''));
  for (const run of text.match(separateDecimal) ?? []) yield fromCodes(run);
}

/**
 * The readable texts that a text holds in base64, base32, hexadecimal or decimal codes, compressed or not, in ASCII or UTF-16, one after the
 * other. Bytes that are no text are left out.
 */
export function* unpacked(text: string): Generator<string> {
  if (text.length < shortestRun) return;
  for (const packed of binariesIn(text)) {
    const binary = inflated(packed) ?? packed;
    yield* binary.match(readable) ?? [];
    if (wide.test(binary)) yield* binary.replaceAll('\0', '').match(readable) ?? [];
  }
}
