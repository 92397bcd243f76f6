import { type SecretRule, secretTokens } from './secret-rules';

/** The longest text in which tokens that were broken into pieces are looked for. */
const longest = 128 * 1024;
const gap = /(?<=\S)(?:[ \t]|\r?\n[ \t]{0,8})(?=\S)/;
/** No word and no number: digits among letters, a capital after a small letter, or one character alone. */
const oddPiece = /\d[A-Za-z]|[A-Za-z]\d|[a-z][A-Z]|^\S$/;

/**
 * The rule that a token breaks which single spaces or line breaks stand in, or null. Prose that begins like a token is made of
 * words: most of a token is not.
 */
export function brokenToken(text: string): SecretRule | null {
  if (text.length > longest || !gap.test(text)) return null;
  const pieces = text.split(gap);
  const joined = pieces.join('');
  for (const [rule, pattern] of secretTokens) {
    const found = [...joined.matchAll(pattern)];
    if (found.length > 0 && hasToken(pieces, found)) return rule;
  }
  return null;
}

/** Whether one of the matches, in the order of the text, runs over pieces of which most are no words. */
function hasToken(pieces: readonly string[], found: readonly RegExpExecArray[]): boolean {
  let [at, start] = [0, 0];
  for (const { 0: match, index } of found) {
    while (start + lengthAt(pieces, at) <= index) start += lengthAt(pieces, at++);
    let odd = 0;
    let count = 0;
    for (let next = start, nth = at; next < index + match.length; nth += 1, count += 1) {
      const length = lengthAt(pieces, nth);
      if (oddPiece.test(pieces[nth] ?? ''))
        odd += Math.min(next + length, index + match.length) - Math.max(next, index);
      next += length;
    }
    if (count > 1 && odd * 2 > match.length) return true;
  }
  return false;
}

const lengthAt = (pieces: readonly string[], at: number): number =>
  pieces[at]?.length ?? Number.POSITIVE_INFINITY;
