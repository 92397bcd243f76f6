import { isObject } from '../json/read-value';
import { secretIn } from '../resource/secret-in-text';
import { isKnownClean } from '../resource/secret-material';
import { leavesOf, splitSecrets } from '../resource/split-secrets';
import { cutText } from '../text/cut-text';
import { visible } from '../text/visible';

export const redactionMark = '[redacted]';

/** The longest string that a record keeps whole: no valid field of a spec is longer. */
const longest = 2048;
/** The longest name that it keeps whole. */
const longestName = 128;

export type Redacted = { value: unknown; count: number };

/**
 * A JSON value with every string that looks like a secret replaced, and how many were; under a key that looks like one
 * nothing stays. What stays is made visible, so that it can be stored and shown. UNTRUSTED INPUT: nothing of a call may
 * be stored before this.
 */
export function redactSecrets(value: unknown): Redacted {
  let count = 0;
  const searched = isKnownClean(value);
  const holdsSecret = (text: string, name = '') => !searched && secretIn(text, name) !== null;
  const replaced = (): string => {
    count += 1;
    return redactionMark;
  };
  const split = searched ? new Map() : splitSecrets(leavesOf(value));
  let leaf = -1;
  const copy = (part: unknown, name: string): unknown => {
    if (typeof part === 'string') {
      leaf += 1;
      return split.has(leaf) || holdsSecret(part, name) ? replaced() : visible(part, { multiline: true });
    }
    if (Array.isArray(part)) return part.map((item) => copy(item, name));
    if (!isObject(part)) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, item]) => {
        const kept = copy(item, key);
        return holdsSecret(key) ? [replaced(), redactionMark] : [visible(key), kept];
      }),
    );
  };
  return { value: copy(value, ''), count };
}

/** The same value with long strings cut, saying how much is missing. */
export function cutLongStrings(value: unknown): unknown {
  if (typeof value === 'string') {
    const kept = cutText(value, longest);
    return kept === value ? value : `${kept}… (${value.length - kept.length} more)`;
  }
  if (Array.isArray(value)) return value.map(cutLongStrings);
  if (!isObject(value)) return value;
  const name = cutNames();
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [name(key), cutLongStrings(item)]));
}

/** Names of one object, cut; those that are alike as far as that are told apart, so that none takes the place of another. */
function cutNames(): (key: string) => string {
  const taken = new Map<string, number>();
  return (key) => {
    const cut = cutText(key, longestName);
    let name = cut;
    for (let nth = taken.get(cut) ?? 1; taken.has(name); nth += 1) {
      name = `${cut}… (${nth + 1})`;
      taken.set(cut, nth + 1);
    }
    taken.set(name, taken.get(name) ?? 1);
    return name;
  };
}
