import { z } from 'zod';

// RFC 7493 section 2.1: no lone surrogates, no non-characters. Postgres stores no U+0000 in jsonb.
const unstorable = /\p{Cs}|\p{Noncharacter_Code_Point}|(?![\t\n\x80-\x9f])\p{Cc}/u;

/** Free text of at most `max` UTF-16 units: storable, not necessarily harmless to look at. */
export const plainText = (max: number) =>
  z
    .string()
    .max(max)
    .refine(
      (text) => !unstorable.test(text),
      'Holds a control character or an unpaired surrogate. Leave it out.',
    );
