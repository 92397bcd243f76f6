import type { z } from 'zod';

type Issue = Pick<z.core.$ZodIssue, 'code' | 'message'>;

// zod keeps two facts in its text alone: whether the sentence is its own, and that nothing was received.
const theirs = /^(?:Invalid|Too (?:big|small)|Unrecognized keys?)\b/;
const nothing = 'received undefined';
const absent = 'Is missing.';

/** Whether the sentence of an issue is one of ours, and not one that zod made. */
export const isOurs = ({ message }: Issue): boolean => !theirs.test(message);

/** What a schema with words of its own says of a value that is not there. */
export const missingWords = (instead: string): string => `${absent} ${instead}`;

/** Whether nothing stands where an issue was found. */
export const isMissing = ({ code, message }: Issue): boolean =>
  isOurs({ code, message })
    ? message.startsWith(`${absent} `)
    : code === 'invalid_type' && message.endsWith(nothing);
