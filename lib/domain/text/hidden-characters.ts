import type { SaidText } from './said-text';
import { hiddenIn } from './visible';

// An emoji or a keycap is followed by U+FE0F in honest text (UTS #51); anywhere else it hides.
const emojiStyle = /(?<=[\p{Extended_Pictographic}0-9#*])\ufe0f/gu;
const wideSpaces = /(?! )\p{Zs}/gu;
const breaks: Readonly<Record<string, string>> = { '\t': 'U+0009', '\n': 'U+000A' };

/** The code points of what does not show in a text, reorders it or breaks its line, each once, in the order of first use. */
export function hiddenCharacters({ text, form }: Pick<SaidText, 'text' | 'form'>): string[] {
  const plain = text.replace(emojiStyle, '');
  if (form === 'prose') return [...new Set(hiddenIn(plain.replace(wideSpaces, ' ')))];
  const broken = (plain.match(/[\t\n]/g) ?? []).map((character) => breaks[character] ?? '');
  return [...new Set([...hiddenIn(plain), ...broken])];
}
