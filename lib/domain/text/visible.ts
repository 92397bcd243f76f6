// UNTRUSTED INPUT: agent text reaches people's eyes and terminals only through this class. Controls, format characters
// (bidi, zero-width, tags), everything default-ignorable, private use, non-characters, lone surrogates, and every space
// that is not U+0020. Braille, a musical null note, two Egyptian hieroglyphs, a Khitan filler and the object replacement
// character are letters or symbols to Unicode and blank to the eye. Of a run of combining marks the first two stay:
// more would paint over the lines above and below.
const hiddenExceptLines =
  /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}\u2800\ufffc\u{1d159}\u{13441}\u{13442}\u{16fe4}]|(?![\t\n])\p{Cc}|(?! )\p{Zs}|(?<=\p{M}{2})\p{M}/gu;
/** A text must not be able to say what only we say. */
const forged = /⟨(?=U\+)/g;
const hidden = new RegExp(`${hiddenExceptLines.source}|[\\t\\n]`, 'gu');

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const escaped = (character: string): string => `⟨${codePoint(character)}⟩`;

type Lines = { multiline?: boolean };

/**
 * Text with every character that hides, reorders or imitates replaced by its code point, `⟨U+202E⟩`; where the
 * text itself writes that mark, its bracket is. So two texts never look alike, and it is applied once, to text as stored.
 * With `multiline`, newline and tab stay as they are.
 */
export const visible = (text: string, { multiline = false }: Lines = {}): string =>
  isPrintable(text) ? text : stillVisible(text.replace(forged, escaped), { multiline });

/** Most texts are: nothing of them has to be looked at one by one. */
const isPrintable = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** The same for a text that may have been made visible before: its marks stay, and what still hides is replaced. */
export const stillVisible = (text: string, { multiline = false }: Lines = {}): string =>
  text.replace(multiline ? hiddenExceptLines : hidden, escaped);

/** Whether a text holds anything that hides, reorders or imitates. */
export const hasHidden = (text: string, { multiline = false }: Lines = {}): boolean =>
  text.search(multiline ? hiddenExceptLines : hidden) !== -1;

/** The code points of what hides in a text, newline and tab aside. */
export const hiddenIn = (text: string): string[] => (text.match(hiddenExceptLines) ?? []).map(codePoint);

/** A text as it reads to whoever drops what hides, newline and tab aside. */
export const withoutHidden = (text: string): string => text.replace(hiddenExceptLines, '');
