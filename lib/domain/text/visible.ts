// UNTRUSTED INPUT: agent text reaches people's eyes and terminals only through this class. Controls, format characters
// (bidi, zero-width, tags), everything default-ignorable, private use, non-characters, lone surrogates, and every space
// that is not U+0020. U+2800 is a letter to Unicode and a blank to the eye. Of a run of combining marks the first two stay:
// more would paint over the lines above and below.
const hiddenExceptLines =
  /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}\u2800]|(?![\t\n])\p{Cc}|(?! )\p{Zs}|(?<=\p{M}{2})\p{M}/gu;
const hidden = new RegExp(`${hiddenExceptLines.source}|[\\t\\n]`, 'gu');

const escaped = (character: string): string => {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `⟨U+${hex}⟩`;
};

type Lines = { multiline?: boolean };

/**
 * Text with every character that hides, reorders or imitates replaced by its code point, `⟨U+202E⟩`. Idempotent.
 * With `multiline`, newline and tab stay as they are.
 */
export const visible = (text: string, { multiline = false }: Lines = {}): string =>
  text.replace(multiline ? hiddenExceptLines : hidden, escaped);

/** Whether `visible` would change the text. */
export const hasHidden = (text: string, { multiline = false }: Lines = {}): boolean =>
  text.search(multiline ? hiddenExceptLines : hidden) !== -1;
