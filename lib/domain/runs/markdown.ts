import { visible } from '../text/visible';

/** What Markdown, its HTML and the autolinks of its dialects would read as more than a letter. */
const special = /[\\`*_{}[\]()<>#+\-.!|~&:/@=$^"']/g;

/**
 * UNTRUSTED INPUT: a text of an agent as plain words of a Markdown line. What hides is spelled out, a line end cannot
 * begin a block, and every mark that could is escaped or, where a backslash would not be enough, an entity: no link, image
 * or tag of theirs is one in ours.
 */
export const plain = (text: string): string =>
  visible(text).replace(special, (mark) => `&#${mark.charCodeAt(0)};`);

const item = (text: string): string => `- ${text}`;

/** These items, or one line that says that there are none. */
export const items = (texts: readonly string[], instead: string): string[] =>
  texts.length === 0 ? [instead] : texts.map(item);

/** A table of cells that are Markdown already. */
export const tableOf = (
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  instead: string,
): string[] =>
  rows.length === 0
    ? [instead]
    : [titles, titles.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
