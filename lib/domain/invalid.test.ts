import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { invalid } from './invalid';

const schema = z.strictObject({ name: z.string(), tags: z.record(z.string(), z.int()).optional() });
const refusalOf = (input: unknown, prefix: string[] = []) =>
  invalid(schema.safeParse(input).error ?? new z.ZodError([]), prefix);

const codesOf = (input: unknown) => refusalOf(input).issues?.map(({ code }) => code);

describe('invalid', () => {
  it('says where and which rule, below the path of what was parsed', () => {
    expect(refusalOf({ name: 1 }, ['spec'])).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: 'spec.name', code: 'invalid_type' }],
    });
  });

  it('tells what is missing from what is of the wrong type by its code', () => {
    expect(codesOf({})).toEqual(['missing']);
    expect(codesOf({ name: null })).toEqual(['invalid_type']);
    expect(codesOf(undefined)).toEqual(['missing']);
  });

  it('repeats neither a key that looks like a secret nor a long one, nor any value', () => {
    const key = ['whsec', 'a1b2c3d4e5f6g7h8i9j0'].join('_');
    const refusal = refusalOf({
      name: 'n',
      [key]: 1,
      owner: 2,
      tags: { [key]: 'v4lue', ['x'.repeat(65)]: 'v4lue' },
    });
    expect(refusal.issues).toMatchObject([
      { path: 'tags.(key)' },
      { path: 'tags.(key)' },
      { path: '', message: 'Unknown field (key), owner. Leave it out.' },
    ]);
    expect(JSON.stringify(refusal)).not.toMatch(/whsec|v4lue|xxxx/);
  });

  it('is bounded, whatever was sent', () => {
    const tags = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`t${index}`, 'no']));
    const refusal = refusalOf({ name: 'n', tags });
    expect(refusal.issues).toHaveLength(50);
    expect(refusal.message.length).toBeLessThanOrEqual(500);
  });
});
