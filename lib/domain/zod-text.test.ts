import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaCodes } from './issue-code';
import { isMissing, isOurs, missingWords } from './zod-text';

const found = (schema: z.ZodType, input: unknown) => schema.safeParse(input).error?.issues ?? [];

const ours = 'Use an a.';

/** One schema for every code that zod has, with its own sentences and then with ours, and what it does not accept. */
const everyCode: [code: string, schema: (error?: string) => z.ZodType, input: unknown][] = [
  ['invalid_type', (error) => z.string(error), 1],
  ['invalid_type', (error) => z.int(error), 1.5],
  ['invalid_type', (error) => z.int(error), Number.NaN],
  ['invalid_value', (error) => z.literal('a', error), 'b'],
  ['invalid_value', (error) => z.enum(['a', 'b'], error), 'c'],
  ['invalid_value', (error) => z.stringbool({ ...(error !== undefined && { error }) }), 'perhaps'],
  ['invalid_format', (error) => z.string().regex(/a/, error), 'b'],
  ['invalid_format', (error) => z.iso.datetime(error), 'b'],
  ['invalid_format', (error) => z.string().startsWith('a', error), 'b'],
  ['invalid_format', (error) => z.string().endsWith('a', error), 'b'],
  ['invalid_format', (error) => z.string().includes('a', { ...(error !== undefined && { error }) }), 'b'],
  ['too_small', (error) => z.string().min(2, error), 'a'],
  ['too_small', (error) => z.number().min(2, error), 1],
  ['too_big', (error) => z.array(z.int()).max(1, error), [1, 2]],
  ['too_big', (error) => z.number().max(2, error), 3],
  ['not_multiple_of', (error) => z.number().multipleOf(2, error), 3],
  ['unrecognized_keys', (error) => z.strictObject({}, error), { a: 1 }],
  ['unrecognized_keys', (error) => z.strictObject({}, error), { a: 1, b: 2 }],
  ['invalid_union', (error) => z.union([z.int(), z.boolean()], error), 'a'],
  ['invalid_union', (error) => z.discriminatedUnion('a', [z.object({ a: z.literal(1) })], error), { a: 2 }],
  ['invalid_key', (error) => z.record(z.string().min(2), z.int(), error), { a: 1 }],
  ['invalid_element', (error) => z.map(z.object({}), z.int(), error), new Map([[{}, 'a']])],
  ['custom', (error) => z.string().refine(() => false, error), 'a'],
];

describe('the text of the installed zod', () => {
  it.each(everyCode)('is told from ours: %s', (code, schema, input) => {
    const [theirs] = found(schema(), input);
    expect([theirs?.code, theirs && isOurs(theirs), theirs && isMissing(theirs)]).toEqual([
      code,
      false,
      false,
    ]);
    const [own] = found(schema(ours), input);
    expect([own?.code, own?.message, own && isOurs(own)]).toEqual([code, ours, true]);
  });

  it('is known for every code there is', () => {
    const known = new Set(['missing', ...everyCode.map(([code]) => code)]);
    expect([...known].toSorted()).toEqual([...schemaCodes].toSorted());
  });

  it.each([
    z.string(),
    z.int(),
    z.boolean(),
    z.array(z.string()),
    z.record(z.string(), z.int()),
    z.strictObject({}),
    z.iso.datetime(),
  ])('says that nothing was received: %#', (schema) => {
    for (const [input, missing] of [
      [{}, true],
      [{ a: undefined }, true],
      [{ a: null }, false],
      [{ a: Symbol('x') }, false],
    ] as const)
      expect(found(z.object({ a: schema }), input).map(isMissing)).toEqual([missing]);
  });
});

it('a schema’s own words say that nothing was received', () => {
  const schema = z.enum(['a'], {
    error: ({ input }) => (input === undefined ? missingWords(ours) : ours),
  });
  expect(found(schema, undefined).map((issue) => [issue.message, isMissing(issue)])).toEqual([
    ['Is missing. Use an a.', true],
  ]);
  expect(found(schema, 'b').map(isMissing)).toEqual([false]);
});
