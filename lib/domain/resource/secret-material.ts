import { safePath } from '../input-issues';
import { isObject } from '../json/read-value';
import type { SpecFault } from './resource-kind';
import { secretIn } from './secret-in-text';
import type { SecretRule } from './secret-rules';
import { leavesOf, splitSecrets } from './split-secrets';

type Finding = { path: readonly PropertyKey[]; rule: SecretRule };

type Place = { value: unknown; name: string; key: PropertyKey; parent: Place | null };

function pathOf(place: Place | null): PropertyKey[] {
  const keys: PropertyKey[] = [];
  for (let at = place; at?.parent; at = at.parent) keys.push(at.key);
  return keys.toReversed();
}

/** Every string of a JSON value that holds secret material, keys included. Iterative: depth is the sender's. */
function findSecrets(value: unknown): Finding[] {
  const found: Finding[] = [];
  const waiting: Place[] = [{ value, name: '', key: '', parent: null }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { value: here, name } = place;
    const parent = place;
    if (typeof here === 'string') {
      const rule = secretIn(here, name);
      if (rule !== null) found.push({ path: pathOf(place), rule });
    } else if (Array.isArray(here)) {
      for (const [key, item] of here.entries()) waiting.push({ value: item, name, key, parent });
    } else if (isObject(here)) {
      for (const [key, item] of Object.entries(here)) {
        const rule = secretIn(key);
        if (rule !== null) found.push({ path: [...pathOf(place), '(key)'], rule });
        waiting.push({ value: item, name: key, key, parent });
      }
    }
  }
  return found;
}

// JSON that was read from outside is never changed afterwards: what held no secret holds none.
const clean = new WeakSet<object>();

/** Whether `secretFault` has looked through this very value and found nothing. */
export const isKnownClean = (value: unknown): boolean => isObject(value) && clean.has(value);

/** The strings that hold a secret only together with their neighbours. */
const findSplit = (value: unknown): Finding[] => {
  const leaves = leavesOf(value);
  return [...splitSecrets(leaves)].map(([at, rule]) => ({ path: leaves[at]?.path ?? [], rule }));
};

/** Check 9 on any JSON value: paths and rules of what looks like a secret, never the text itself. */
export function secretFault(value: unknown): SpecFault | null {
  if (isKnownClean(value)) return null;
  const whole = findSecrets(value);
  const found = whole.length > 0 ? whole : findSplit(value);
  if (found.length === 0) {
    if (isObject(value)) clean.add(value);
    return null;
  }
  const issues = found.slice(0, 50).map(({ path, rule }) => ({
    path: safePath(path),
    code: rule,
    message: 'Looks like a secret. Store it and name it by a secret:// reference.',
  }));
  const where = issues
    .map(({ path }) => path)
    .slice(0, 3)
    .join(', ');
  return { detail: `Secret material at ${where || 'the top level'}.`, issues };
}
