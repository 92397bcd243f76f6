import { gunzipSync, inflateSync } from 'node:zlib';

/** The shortest run that is decoded. */
const shortestRun = 16;
const readable = /[\t\n\r\x20-\x7e]{8,}/g;
/** `0x67,0x68`, `67:68` and `67 68`. */
const separateHex = /(?:0x)?[0-9a-f]{2}(?:[\s:,;-]{1,3}(?:0x)?[0-9a-f]{2}){11,}/gi;
/** UTF-16 of plain letters, of either byte order: each beside an empty byte. */
const wide = /(?:[\t\n\r\x20-\x7e]\0){7}/;
const mostInflated = 64 * 1024;

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
  try {
    const options = { maxOutputLength: mostInflated, finishFlush: 2 };
    return (gzip ? gunzipSync : inflateSync)(bytesOf(binary), options).toString('latin1');
  } catch {
    return null;
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

// A run may be broken into lines, stand in a path, or start in the middle of a group because other letters stand before it.
function base64Runs(text: string): string[] {
  const joined = text.includes('\n')
    ? text.replace(/(?<=[A-Za-z0-9+/_-])[ \t\r]{0,8}\n[ \t\r]{0,8}(?=[A-Za-z0-9+/_-])/g, '')
    : text;
  const runs = joined.match(/[A-Za-z0-9+/_-]{16,}/g);
  return runs === null ? [] : [...new Set([...runs, ...(joined.match(/[A-Za-z0-9+]{16,}/g) ?? [])])];
}

function* binariesIn(text: string): Generator<string> {
  const runs = base64Runs(text);
  for (const run of runs) {
    for (const skip of [0, 1, 2, 3]) {
      if (run.length - skip >= shortestRun - 3) yield fromBase64(run.slice(skip));
    }
  }
  // What is hexadecimal is a run of base64 too.
  if (runs.length > 0) for (const run of text.match(/(?:[0-9A-Fa-f]{2}){12,}/g) ?? []) yield fromHex(run);
  for (const run of text.match(separateHex) ?? []) yield fromHex(run.replace(/0x|[^0-9a-f]/gi, ''));
}

/**
 * The readable texts that a text holds in base64 or hexadecimal, compressed or not, in ASCII or UTF-16, one after the
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
