import { z } from 'zod';

/** How many items a page may hold. */
export const pageLimit = z.coerce.number().int().min(1).max(100).default(50);

/** An opaque place in a list: base64url of a JSON array. It is attacker-controlled and proves nothing. */
export const writeCursor = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place that a cursor names, or null when it is not one of ours. */
export function readCursor<T>(schema: z.ZodType<T>, cursor: string): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
