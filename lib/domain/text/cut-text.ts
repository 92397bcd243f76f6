// Half of a character of two, or of the mark of one that hides (`⟨U+202E⟩`), stands for nothing.
const partAtEnd = /(?:[\ud800-\udbff]|⟨(?:U(?:\+[0-9A-F]{0,6})?)?)$/;

/** The beginning of a text that was made visible, which ends between two of its characters. */
export const cutText = (text: string, longest: number): string =>
  text.length <= longest ? text : text.slice(0, longest).replace(partAtEnd, '');
