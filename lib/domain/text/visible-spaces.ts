const mark = '\u2420';
const easilyMissed = /^ +| +$| {2,}/g;

/**
 * One-line text with each leading, trailing or repeated space shown as `␠`; that sign itself becomes its code point. Not
 * idempotent: apply once, after `visible`.
 */
export const visibleSpaces = (text: string): string =>
  text.replaceAll(mark, '⟨U+2420⟩').replace(easilyMissed, (spaces) => mark.repeat(spaces.length));
