import { writeCursor } from './page-cursor';

/**
 * One page of rows of which one more than `limit` was asked for: that one is not shown, it says that more follow.
 * `placeOf` names the place behind the last row shown.
 */
export function cut<T>(
  rows: readonly T[],
  limit: number,
  placeOf: (last: T) => readonly (string | number)[],
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const [last] = items.slice(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null };
}
