import { skeleton } from './confusables';
import { scriptsOf } from './scripts';

const words = /[\p{L}\p{M}]{3,64}/gu;
const foreign = /[^\p{ASCII}]/gu;
const isImitation = (letter: string): boolean => /^[a-z]$/.test(skeleton(letter));

/** The words of a text that mix alphabets with letters which look like others: `pаyments` with a Cyrillic а, but not `kΩ`. */
export const mixedWords = (text: string): string[] =>
  (text.match(words) ?? []).filter(
    (word) => (word.match(foreign) ?? []).some(isImitation) && scriptsOf(word).length > 1,
  );
