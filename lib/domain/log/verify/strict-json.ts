/** A string, or what stands between tokens. */
const stringOrSpace = /"(?:[^"\\]|\\.)*"|[\t\n\r ]+/gs;

/**
 * UNTRUSTED INPUT: a JSON value that every parser reads alike: no name twice in an object, none that an object of this
 * language has already, no number that two would read differently. Undefined when the text is none.
 */
export function strictJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text, noPrototype);
    const compact = text.replace(stringOrSpace, (token) =>
      token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : '',
    );
    return JSON.stringify(value) === compact ? value : undefined;
  } catch {
    return undefined;
  }
}

function noPrototype(name: string, value: unknown): unknown {
  if (name === '__proto__') throw new SyntaxError('a name that no record has');
  return value;
}
