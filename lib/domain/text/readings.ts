import { isAscii } from './is-ascii';
import { unescaped } from './unescaped';
import { unpacked } from './unpacked';
import { withoutHidden } from './visible';

/** How many encodings may lie in one another. */
const depth = 3;

/** What may be written out for one text, in characters: a few times the text, and enough for a small one that was packed. */
const budgetFor = (text: string): number => 4 * text.length + 64 * 1024;

/** A text and what it may be decoded to. `complete` is false when there was more to decode than is looked at. */
export type Readings = { texts: readonly string[]; complete: boolean };

/**
 * UNTRUSTED INPUT: a text, what it says without what hides and in plain letters without accents, and what it holds in percent-encoding, escapes,
 * HTML entities, base64, base32, hexadecimal or decimal codes, gzip, zlib or deflate, up to three deep. Work is bounded: by the budget, and by the depth; where
 * something is left to decode, the answer is not complete.
 */
export function readings(text: string): Readings {
  const seen = new Set([text]);
  let fresh = [text];
  let left = budgetFor(text);
  for (let round = 0; round < depth && fresh.length > 0; round += 1) {
    const next: string[] = [];
    for (const form of fresh) {
      for (const reading of decodedOnce(form)) {
        if (seen.has(reading)) continue;
        left -= reading.length;
        if (left < 0) return { texts: [...seen], complete: false };
        seen.add(reading);
        next.push(reading);
      }
    }
    fresh = next;
  }
  return { texts: [...seen], complete: fresh.every((form) => isRead(form, seen)) };
}

/** Whether nothing is in a text that was not read. */
function isRead(form: string, seen: ReadonlySet<string>): boolean {
  for (const reading of decodedOnce(form)) if (!seen.has(reading)) return false;
  return true;
}

function* decodedOnce(text: string): Generator<string> {
  const ascii = isAscii(text);
  const plain = ascii ? text : withoutHidden(text);
  if (!ascii) {
    yield plain;
    yield plain.normalize('NFKC');
    yield plain.normalize('NFKD').replace(/\p{M}+/gu, '');
  }
  yield unescaped(plain);
  yield* unpacked(plain);
}
