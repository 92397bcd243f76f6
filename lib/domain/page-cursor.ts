import { z } from 'zod';
import { refuse } from './refusal';

const cursorField = z.string().max(500).optional().describe('next_cursor of the page before');
const limitOf = (count: z.ZodNumber) => count.int().min(1).max(100).default(50);

/** How a page is asked for where a number may arrive as text, as in a query. */
export const pageFields = {
  limit: limitOf(z.coerce.number()).describe('Items per page, 1 to 100'),
  cursor: cursorField,
};

/** How a page is asked for in JSON, in few words: agents read them with every list of tools. */
export const pageFieldsInJson = { limit: limitOf(z.number()), cursor: cursorField };

/** An opaque place in a list: base64url of a JSON array. It is attacker-controlled and proves nothing. */
export const writeCursor = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** UNTRUSTED INPUT: the version after which a page of versions begins; Postgres keeps it as an int. */
export const versionPlaceSchema = z.tuple([z.int().min(1).max(2_147_483_647)]);

/** UNTRUSTED INPUT: the place in the log after which a page of evidence begins; Postgres keeps it as a bigint. */
export const logPlaceSchema = z.tuple([z.int().min(0)]);

/** The answer to a cursor that `readCursor` cannot read. */
export const strangeCursor = () =>
  refuse('VALIDATION_FAILED', 'The cursor is not one of ours.', {
    hint: 'Send next_cursor of the page before with the same filter, or no cursor for the first page.',
    issues: [{ path: 'cursor', code: 'unknown_cursor', message: 'Send a next_cursor, or none.' }],
  });

/** The place that a cursor names, or null when it is not one of ours. */
export function readCursor<T>(schema: z.ZodType<T>, cursor: string): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
