import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issuesOf } from './input-issues';
import { summaryOf } from './input-words';

const wordsFor = (schema: z.ZodType, input: unknown) =>
  issuesOf(schema.safeParse(input).error?.issues ?? []).map(({ message }) => message);

const issue = (path: string) => ({ path, message: 'Must be a text.' });

describe('what is wrong with an input', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['a text that is missing', z.object({ a: z.string() }), {}, 'Is missing. Give a text.'],
    [
      'an object that is missing',
      z.object({ a: z.record(z.string(), z.unknown()) }),
      {},
      'Is missing. Give an object.',
    ],
    ['a text for an object', z.record(z.string(), z.unknown()), 'x', 'Must be an object.'],
    ['a text for a list', z.array(z.string()), 'x', 'Must be a list.'],
    ['null for a switch', z.boolean(), null, 'Must be true or false.'],
    ['half a number', z.int(), 1.5, 'Must be a whole number.'],
    ['too small a number', z.int().min(2), 1, 'Must be at least 2.'],
    ['too large a number', z.int().max(2), 3, 'Must be at most 2.'],
    ['an empty text', z.string().min(1), '', 'Must have at least 1 character.'],
    ['a long text', z.string().max(3), 'abcd', 'Must have at most 3 characters.'],
    ['an empty list', z.array(z.string()).min(1), [], 'Must have at least 1 item.'],
    ['none of some', z.enum(['a', 'b']), 'c', 'Must be one of a, b.'],
    ['not the one', z.literal('a'), 'c', 'Must be a.'],
    ['the wrong form', z.iso.datetime(), 'x', 'Has not the form that is asked for here.'],
    [
      'none of two forms',
      z.union([z.int(), z.boolean()]),
      'x',
      'Has none of the forms that are accepted here.',
    ],
    ['a rule of ours', z.string().regex(/a/, 'Use an a.'), 'x', 'Use an a.'],
  ])('%s is said in our words', (_, schema, input, words) => {
    expect(wordsFor(schema, input)).toEqual([words]);
  });

  it('names three and counts the rest', () => {
    expect(summaryOf([issue('a'), issue('')])).toBe('a: Must be a text. Must be a text.');
    expect(summaryOf(['a', 'b', 'c', 'd', 'e'].map(issue))).toBe(
      'a: Must be a text. b: Must be a text. c: Must be a text. And 2 more.',
    );
  });
});
