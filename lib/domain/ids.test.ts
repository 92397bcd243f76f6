import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftIdSchema, endpointIdSchema, evidenceIdSchema } from './ids';

const ulid = '01KJ8ZQ4T2M6N8P0R2S4T6V8W0';
const schemas = { drf: draftIdSchema, evd: evidenceIdSchema, end: endpointIdSchema };

describe.each(Object.entries(schemas))('an id %s_', (prefix, schema) => {
  const takes = (text: unknown) => schema.safeParse(text).success;

  it('is the prefix and any ULID', () => {
    fc.assert(
      fc.property(fc.ulid(), (text) => {
        expect(takes(`${prefix}_${text}`)).toBe(true);
      }),
    );
    expect(takes(`${prefix}_7ZZZZZZZZZZZZZZZZZZZZZZZZZ`)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['no prefix', ulid],
    ['the prefix of another thing', `key_${ulid}`],
    ['lower case', `${prefix}_${ulid.toLowerCase()}`],
    ['a letter that ULIDs leave out', `${prefix}_${ulid.slice(0, -1)}U`],
    ['a time past the last ULID', `${prefix}_8${ulid.slice(1)}`],
    ['one digit less', `${prefix}_${ulid.slice(1)}`],
    ['one digit more', `${prefix}_${ulid}0`],
    ['a line feed after it', `${prefix}_${ulid}\n`],
    ['something before it', `x${prefix}_${ulid}`],
    ['a wildcard', `${prefix}_%`],
    ['two of them', `${prefix}_${ulid}${prefix}_${ulid}`],
    ['a number', 7],
    ['a list', [`${prefix}_${ulid}`]],
  ])('is not %s', (_, text) => {
    expect(takes(text)).toBe(false);
  });

  it('is of one kind only', () => {
    const kinds = Object.values(schemas).filter((other) => other.safeParse(`${prefix}_${ulid}`).success);
    expect(kinds).toEqual([schema]);
  });
});
