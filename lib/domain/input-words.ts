import type { z } from 'zod';

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

/** zod's own sentences begin like this. Any other is one of ours, and stays. */
const theirs = /^(?:Invalid|Too (?:big|small)|Unrecognized key|Expected)\b/;

/** One thing wrong with an input as one sentence that says what to send instead. Never repeats a value. */
export function wordsOf(issue: Issue): string {
  if (!theirs.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return typeWords(issue);
  if (issue.code === 'invalid_value') {
    return `Must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`;
  }
  if (issue.code === 'too_small') return sizeWords(issue, 'at least', Number(issue.minimum));
  if (issue.code === 'too_big') return sizeWords(issue, 'at most', Number(issue.maximum));
  return issue.code === 'invalid_union'
    ? 'Has none of the forms that are accepted here.'
    : 'Has not the form that is asked for here.';
}

function typeWords({ expected, message }: Of<'invalid_type'>): string {
  const noun = nouns[expected] ?? 'something else';
  return message.endsWith('received undefined') ? `Is missing. Give ${noun}.` : `Must be ${noun}.`;
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
