// A reviewed subset of the confusables of Unicode TS #39 for lower-case host names: what a reader takes for something
// else at 13 pixels. Digits, accents, Cyrillic, Greek, Armenian.
const lookalikes: Readonly<Record<string, string>> = {
  l: '1i|\u0131\u0456\u00ed\u00ec\u00ee\u00ef\u026a\u04cf\u0142\u03b9',
  o: '0\u043e\u03bf\u0585\u04e7\u00f6\u00f3\u00f2\u00f4\u00f5\u00f8',
  a: '\u0430\u0251\u03b1\u00e0\u00e1\u00e2\u00e3\u00e4\u00e5\u0101',
  b: '\u0184\u044c\u0432',
  c: '\u0441\u03f2\u00e7\u0107\u010d',
  d: '\u0501\u0257\u0111',
  e: '\u0435\u0451\u0454\u00e9\u00e8\u00ea\u00eb\u0113\u0117',
  g: '\u0261\u0581\u011f\u0121',
  h: '\u04bb\u0570',
  j: '\u0458\u03f3',
  k: '\u03ba\u043a\u0137',
  m: '\u043c\u1e43',
  n: '\u043f\u03b7\u0578\u00f1\u0144\u0148',
  p: '\u0440\u03c1',
  q: '\u051b\u0563',
  r: '\u0433\u0159',
  s: '5\u0455\u015b\u0161\u015f',
  t: '\u0442\u03c4\u0163',
  u: '\u03c5\u057d\u0446\u00fa\u00fc\u00f9\u00fb\u016b',
  v: '\u03bd\u0475',
  w: '\u051d\u0461\u03c9\u0448',
  x: '\u0445\u03c7',
  y: '\u0443\u03b3\u00fd\u00ff',
  z: '2\u1d22\u017e\u017a\u017c',
};

const pairs: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
];

const folded = new Map(
  Object.entries(lookalikes).flatMap(([letter, characters]) =>
    Array.from(characters, (character) => [character, letter] as const),
  ),
);

/** What a host name looks like: two names with the same skeleton are easily taken for one another. */
export function skeleton(host: string): string {
  const letters = Array.from(host.normalize('NFC').toLowerCase(), (letter) => folded.get(letter) ?? letter);
  return pairs.reduce((text, [pair, letter]) => text.replaceAll(pair, letter), letters.join(''));
}
