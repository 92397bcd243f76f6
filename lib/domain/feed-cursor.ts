import { z } from 'zod';
import { sha256Hex } from './evidence/digest';
import { readCursor, writeCursor } from './page-cursor';

/** The apply behind which a follower stands: its place in the log, and what lies there. */
export type FeedPlace = { idx: number; leafHash: Buffer };

/** The beginning of every feed. */
export const feedStart = '0';

const hashDigits = 24;
const tenantTag = (tenantId: string) => sha256Hex(tenantId).slice(0, 12);
const shortHash = (leafHash: Buffer) => leafHash.toString('hex').slice(0, hashDigits);

const placeSchema = z.tuple([
  z.string().regex(/^[0-9a-f]{12}$/),
  z.int().min(0),
  z.string().regex(/^[0-9a-f]{24}$/),
]);

/**
 * The cursor of a place, or of the beginning. It names the leaf and not a row, and a log never loses one: it is good for
 * ever, and where the log was replaced by another one that can be seen.
 */
export const writeFeedCursor = (tenantId: string, place: FeedPlace | null): string =>
  place === null ? feedStart : writeCursor([tenantTag(tenantId), place.idx, shortHash(place.leafHash)]);

/** A cursor as it was read: attacker-controlled, and true only when the log holds that leaf there. */
export type ReadFeedCursor = { idx: number; matches: (leafHash: Buffer) => boolean };

/** Null for the beginning; undefined for what is no cursor of this tenant's. */
export function readFeedCursor(tenantId: string, text: string): ReadFeedCursor | null | undefined {
  if (text === '' || text === feedStart) return null;
  const place = readCursor(placeSchema, text);
  if (place === null || place[0] !== tenantTag(tenantId)) return undefined;
  const [, idx, hash] = place;
  return { idx, matches: (leafHash) => shortHash(leafHash) === hash };
}
