const scripts = {
  Latin: /\p{Script=Latin}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Greek: /\p{Script=Greek}/u,
  Armenian: /\p{Script=Armenian}/u,
  Hebrew: /\p{Script=Hebrew}/u,
  Arabic: /\p{Script=Arabic}/u,
  Georgian: /\p{Script=Georgian}/u,
  Cherokee: /\p{Script=Cherokee}/u,
} as const;

/** The alphabets that one host label mixes, in a fixed order; empty or one entry when it does not mix. */
export const scriptsOf = (label: string): string[] =>
  Object.entries(scripts).flatMap(([name, pattern]) => (pattern.test(label) ? [name] : []));
