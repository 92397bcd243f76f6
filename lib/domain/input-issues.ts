import type { z } from 'zod';
import { wordsOf } from './input-words';
import type { InputIssue } from './refusal';
import { secretIn } from './resource/secret-in-text';
import { visible } from './text/visible';

const maxKey = 64;
const maxPath = 200;

const safeKey = (key: string): string =>
  key.length > maxKey || secretIn(key) !== null ? '(key)' : visible(key);

/** A path into an input, safe to repeat: a key that is long or looks like a secret is not repeated. */
export const safePath = (keys: readonly PropertyKey[]): string =>
  keys.map((key) => (typeof key === 'number' ? String(key) : safeKey(String(key)))).join('.');

/** What a schema found, as paths and rules, never values. At most 50. `prefix` is the path of what was parsed. */
export const issuesOf = (found: readonly z.core.$ZodIssue[], prefix: readonly string[] = []): InputIssue[] =>
  found.slice(0, 50).map((issue) => ({
    path: safePath([...prefix, ...issue.path]).slice(0, maxPath),
    code: issue.code,
    message: messageOf(issue).slice(0, 300),
  }));

/** What is wrong, in our words. */
const messageOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys'
    ? `Unknown field ${issue.keys.map(safeKey).join(', ')}. Leave it out.`
    : visible(wordsOf(issue));
