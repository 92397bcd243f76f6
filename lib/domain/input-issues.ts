import type { z } from 'zod';
import { wordsOf } from './input-words';
import type { SchemaCode } from './issue-code';
import type { InputIssue } from './refusal';
import { secretIn } from './resource/secret-in-text';
import { visible } from './text/visible';
import { isMissing } from './zod-text';

const maxKey = 64;
const maxPath = 200;

const safeKey = (key: string): string =>
  key.length > maxKey || secretIn(key) !== null ? '(key)' : visible(key);

/** A path into an input, safe to repeat: a key that is long or looks like a secret is not repeated. */
export const safePath = (keys: readonly PropertyKey[]): string =>
  keys.map((key) => (typeof key === 'number' ? String(key) : safeKey(String(key)))).join('.');

/** What a schema found, as paths and rules, never values. At most 50. `prefix` is the path of what was parsed. */
export const issuesOf = (found: readonly z.core.$ZodIssue[], prefix: readonly string[] = []): InputIssue[] =>
  found.slice(0, 50).map((issue) => {
    const code = codeOf(issue);
    return {
      path: safePath([...prefix, ...issue.path]).slice(0, maxPath),
      code,
      message: messageOf(code, issue).slice(0, 300),
    };
  });

/** Which rule it is. zod has one code for what is not there and what is of the wrong type. */
const codeOf = (issue: z.core.$ZodIssue): SchemaCode => (isMissing(issue) ? 'missing' : issue.code);

/** What is wrong, in our words. */
const messageOf = (code: SchemaCode, issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys'
    ? `Unknown field ${issue.keys.map(safeKey).join(', ')}. Leave it out.`
    : visible(wordsOf(code, issue));
