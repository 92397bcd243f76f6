// RFC 3492 section 5: parameters for IDNA.
const base = 36;
const [tMin, tMax, skew, damp, initialBias, initialN] = [1, 26, 38, 700, 72, 128];
const maxCodePoint = 0x10_ff_ff;

/** RFC 3492 section 6.1. */
function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / damp) : Math.floor(delta / 2);
  rest += Math.floor(rest / points);
  let k = 0;
  while (rest > ((base - tMin) * tMax) / 2) {
    rest = Math.floor(rest / (base - tMin));
    k += base;
  }
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}

const digitOf = (character: string): number =>
  /^[a-z]$/.test(character)
    ? character.charCodeAt(0) - 97
    : /^\d$/.test(character)
      ? Number(character) + 26
      : base;

/** One variable-length integer, RFC 3492 section 3.3; null when it is malformed or too large for a label. */
function readInteger(digits: Iterator<string>, bias: number): number | null {
  let value = 0;
  let weight = 1;
  for (let k = base; ; k += base) {
    const next = digits.next();
    const digit = next.done ? base : digitOf(next.value);
    if (digit >= base || value > 0xff_ff_ff_ff) return null;
    value += digit * weight;
    const threshold = Math.min(Math.max(k - bias, tMin), tMax);
    if (digit < threshold) return value;
    weight *= base - threshold;
  }
}

/** RFC 3492 section 6.2; null when the text is not punycode. */
function decode(encoded: string): string | null {
  const split = encoded.lastIndexOf('-');
  const output = Array.from(encoded.slice(0, Math.max(split, 0)));
  const digits = encoded.slice(split + 1);
  const iterator = digits[Symbol.iterator]();
  let [n, i, bias, read] = [initialN, 0, initialBias, 0];
  while (read < digits.length) {
    const delta = readInteger(
      {
        next: () => {
          read += 1;
          return iterator.next();
        },
      },
      bias,
    );
    if (delta === null) return null;
    const size = output.length + 1;
    bias = adapt(delta, size, i === 0 && n === initialN);
    i += delta;
    n += Math.floor(i / size);
    i %= size;
    if (n > maxCodePoint) return null;
    output.splice(i, 0, String.fromCodePoint(n));
    i += 1;
  }
  return output.join('');
}

const decodeLabel = (label: string): string =>
  label.startsWith('xn--') ? (decode(label.slice(4)) ?? label) : label;

/** A lower-case ASCII host name as a person would see it in Unicode; labels that do not decode stay as they are. */
export const unicodeHost = (host: string): string => host.split('.').map(decodeLabel).join('.');
