import canonicalize from 'canonicalize';

/**
 * The RFC 8785 form of an I-JSON value: strings, booleans, null, safe integers, arrays, objects.
 * Throws on anything else (NaN, lone surrogates, fractions, undefined): such a value must never reach a digest.
 */
export function canonicalJson(value: unknown): string {
  assertIJson(value);
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no canonical form');
  return text;
}

function assertIJson(value: unknown): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'object' && (Array.isArray(value) || isPlain(value))) {
    for (const member of Array.isArray(value) ? value : Object.values(value)) assertIJson(member);
  } else if (!Number.isSafeInteger(value)) {
    throw new TypeError(`this ${typeof value} has no canonical form here`);
  }
}

/** Not a Date, Map or other class, whose members say less than it holds. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
