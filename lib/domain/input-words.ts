import type { z } from 'zod';
import type { SchemaCode } from './issue-code';
import { isOurs, missingWords } from './zod-text';

type Issue = z.core.$ZodIssue;
type Of<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

const nouns: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

/** What is counted, by what holds it. */
const counted: Readonly<Record<string, (count: number) => string>> = {
  string: (count) => (count === 1 ? '1 character' : `${count} characters`),
  array: (count) => (count === 1 ? '1 item' : `${count} items`),
};

/** One thing wrong with an input as one sentence that says what to send instead. Never repeats a value. */
export function wordsOf(code: SchemaCode, issue: Issue): string {
  if (isOurs(issue)) return issue.message;
  if (issue.code === 'invalid_type') return typeWords(code, issue);
  if (issue.code === 'invalid_value') {
    return `Must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`;
  }
  if (issue.code === 'too_small') return sizeWords(issue, 'at least', Number(issue.minimum));
  if (issue.code === 'too_big') return sizeWords(issue, 'at most', Number(issue.maximum));
  return code === 'invalid_union'
    ? 'Has none of the forms that are accepted here.'
    : 'Has not the form that is asked for here.';
}

function typeWords(code: SchemaCode, { expected }: Of<'invalid_type'>): string {
  const noun = nouns[expected] ?? 'something else';
  return code === 'missing' ? missingWords(`Give ${noun}.`) : `Must be ${noun}.`;
}

function sizeWords({ origin }: Of<'too_small'> | Of<'too_big'>, bound: string, limit: number): string {
  const count = counted[origin];
  return count ? `Must have ${bound} ${count(limit)}.` : `Must be ${bound} ${limit}.`;
}

const named = 3;

/** The first of the issues with their paths, and how many more there are. */
export function summaryOf(issues: readonly { path: string; message: string }[]): string {
  const first = issues
    .slice(0, named)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  const rest = issues.length - first.length;
  return [...first, ...(rest > 0 ? [`And ${rest} more.`] : [])].join(' ');
}
