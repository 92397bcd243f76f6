const character = (digits: string, base: number): string | null => {
  const point = Number.parseInt(digits, base);
  return point > 0x10_ffff ? null : String.fromCodePoint(point);
};

// The names of HTML entities for what stands in secrets, URLs and JSON, beside the letters.
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  ast: '*',
  bsol: '\\',
  colon: ':',
  comma: ',',
  commat: '@',
  dash: '-',
  dollar: '$',
  equals: '=',
  gt: '>',
  hyphen: '-',
  lbrace: '{',
  lcub: '{',
  lowbar: '_',
  lt: '<',
  num: '#',
  period: '.',
  plus: '+',
  quest: '?',
  quot: '"',
  rcub: '}',
  semi: ';',
  sol: '/',
  underbar: '_',
};

/** `%67`, and `%u0067` as `escape` of JavaScript writes it. */
const percent = (text: string): string =>
  text.replace(
    /%(?:u([0-9A-Fa-f]{4})|([0-9A-Fa-f]{2}))/g,
    (whole, four?: string, two?: string) => character(four ?? two ?? '', 16) ?? whole,
  );

const controls: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '/': '/' };

/**
 * JSON, JavaScript and C: `\u0073`, `\u{73}`, `\x73`, `\163`, `\n` and its like, and `\/`; each behind as many backslashes as it
 * takes that was quoted more than once.
 */
const escapes = (text: string): string =>
  text.replace(
    /\\{1,8}(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([0-3][0-7]{2})|([bfnrt/]))/g,
    (whole, braced?: string, four?: string, two?: string, octal?: string, control?: string) => {
      if (control !== undefined) return controls[control] ?? whole;
      if (octal !== undefined) return character(octal, 8) ?? whole;
      return character(braced ?? four ?? two ?? '', 16) ?? whole;
    },
  );

const html = (text: string): string =>
  text.replace(
    /&(?:#[xX]([0-9A-Fa-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      return (hex === undefined ? character(decimal ?? '', 10) : character(hex, 16)) ?? whole;
    },
  );

/** A text with percent-encoding, escapes and HTML entities undone, each once. Junk stays as it is. */
export function unescaped(text: string): string {
  const once = text.includes('%') ? percent(text) : text;
  const twice = once.includes('\\') ? escapes(once) : once;
  return twice.includes('&') ? html(twice) : twice;
}
