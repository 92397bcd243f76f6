import { canonicalJson } from './canonical-json';

/**
 * UNTRUSTED INPUT: whether a text is the RFC 8785 form of the I-JSON value that was read from it, as `canonicalJson` writes
 * it. Nearly every text that is asked about is; to see that takes a fraction of writing it anew.
 */
export function isCanonical(text: string, said: unknown): boolean {
  try {
    // RFC 8785 writes strings and numbers as JSON.stringify does, and names in the order of their UTF-16 units.
    if (JSON.stringify(said) === text && isOrdered(said)) return true;
    // A name of digits alone comes first in JavaScript, wherever the text has it.
    return canonicalJson(said) === text;
  } catch {
    return false;
  }
}

function isOrdered(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) ? value.every(isOrdered) : hasOrderedNames(value);
}

function hasOrderedNames(value: object): boolean {
  let before: string | null = null;
  for (const [name, member] of Object.entries(value)) {
    if ((before !== null && before >= name) || !name.isWellFormed() || !isOrdered(member)) return false;
    before = name;
  }
  return true;
}
