import { stringify } from 'yaml';
import { stillVisible } from '@/lib/domain/text/visible';

/** Fields whose line breaks are kept: the text of a person or an agent, shown as a block. */
const blocks = new Set(['rationale', 'message']);

/**
 * UNTRUSTED INPUT: a JSON answer with every string made visible, so that no view can print an escape sequence. What the
 * server made visible already stays as it is.
 */
export function visibleAnswer(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return stillVisible(value, { multiline: blocks.has(key) });
  if (Array.isArray(value)) return value.map((item) => visibleAnswer(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [stillVisible(name), visibleAnswer(item, name)]),
  );
}

const escape = String.fromCharCode(0x1b);
const ownColour = new RegExp(`(${escape}\\[\\d{1,2}(?:;\\d{1,2})*m|\\n)`);

/** The last door before a terminal: our own colours and line ends pass, everything else that hides is spelled out. */
export const sealed = (text: string): string =>
  text
    .split(ownColour)
    .map((part, index) => (index % 2 === 1 ? part : stillVisible(part)))
    .join('');

const obeyed = /[\u007f-\u009f]|[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const unit = (code: number) => `\\u${code.toString(16).padStart(4, '0')}`;

/** JSON whose values are exactly the server's: what a terminal would obey is written as `\u` escapes. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(obeyed, (character) =>
    character
      .split('')
      .map((half) => unit(half.charCodeAt(0)))
      .join(''),
  );

/** The same in YAML, whose double-quoted strings know `\u` and, beyond the first plane, `\U`. */
export const yamlText = (value: unknown): string =>
  stringify(value, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 }).replace(
    obeyed,
    (character) => {
      const code = character.codePointAt(0) ?? 0;
      return code > 0xff_ff ? `\\U${code.toString(16).padStart(8, '0')}` : unit(code);
    },
  );
