import type { z } from 'zod';
import { visible } from '../text/visible';
import type { SpecIssue } from './resource-kind';
import { secretIn } from './secret-in-text';

const maxKey = 64;

const safeKey = (key: string): string =>
  key.length > maxKey || secretIn(key) !== null ? '(key)' : visible(key);

/** A path into a spec, safe to repeat: a key that is long or looks like a secret is not repeated. */
export function safePath(keys: readonly PropertyKey[]): string {
  return keys.map((key) => (typeof key === 'number' ? String(key) : safeKey(String(key)))).join('.');
}

/** What a schema found, as paths and rules, never values. At most 50. */
export const specIssues = (found: readonly z.core.$ZodIssue[]): SpecIssue[] =>
  found.slice(0, 50).map((issue) => ({
    path: safePath(issue.path),
    code: issue.code,
    message:
      issue.code === 'unrecognized_keys' ? `Unknown field ${safePath(issue.keys)}.` : visible(issue.message),
  }));
