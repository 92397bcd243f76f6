import { isObject } from '../../json/read-value';
import { visible } from '../../text/visible';

const longestName = 60;
const deepest = 8;

/** The path at which two JSON values part, as people write it: `payload.resource_created.version`. Null when they agree. */
export function firstDifference(one: unknown, other: unknown, path: string, depth = 0): string | null {
  if (depth < deepest && isObject(one) && isObject(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
    for (const name of names) {
      const at = `${path}.${visible(name).slice(0, longestName)}`;
      if (!Object.hasOwn(one, name) || !Object.hasOwn(other, name)) return at;
      const deeper = firstDifference(one[name], other[name], at, depth + 1);
      if (deeper !== null) return deeper;
    }
    return null;
  }
  return isSameText(one, other) ? null : path;
}

function isSameText(one: unknown, other: unknown): boolean {
  try {
    return JSON.stringify(one) === JSON.stringify(other);
  } catch {
    // Nested deeper than a stack reaches.
    return false;
  }
}
