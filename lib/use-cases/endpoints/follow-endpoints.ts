import { z } from 'zod';
import { type AppliedChange, appliedAfter, appliedAt, logSize } from '@/db/queries/applied-changes';
import { type TenantTx, withTenantSnapshot } from '@/db/tenant';
import type { Reader } from '@/lib/domain/actor';
import { type ReadFeedCursor, readFeedCursor, writeFeedCursor } from '@/lib/domain/feed-cursor';
import { invalid } from '@/lib/domain/invalid';
import { pageFields } from '@/lib/domain/page-cursor';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';

/** The longest a follower may wait for news, in seconds. */
const longestFollow = 30;

export const followEndpointsSchema = z.strictObject({
  since: z
    .string()
    .max(500)
    .describe(
      'What was applied after this cursor: next, or since, of the answer before; 0 from the beginning',
    ),
  limit: pageFields.limit,
  wait_seconds: z.coerce
    .number()
    .int()
    .min(0)
    .max(longestFollow)
    .default(0)
    .describe('How long to wait when nothing was applied yet, 0 to 30'),
});

/** What was applied since a place. `logSize` is how far the log reached when that was read. */
export type Followed = { items: AppliedChange[]; next: string; hasMore: boolean; logSize: number };

type Asked = { since: string; limit: number };

/** The changes of the tenant's endpoints behind a cursor, in the order in which they were committed. */
export async function followEndpoints(actor: Reader, { since, limit }: Asked): Promise<Result<Followed>> {
  const denied = needsScope(actor, 'mcp:read:endpoints');
  if (denied) return denied;
  const place = readFeedCursor(actor.tenantId, since);
  if (place === undefined) return noCursor();
  return withTenantSnapshot(actor, async (tx) => {
    const size = await logSize(tx);
    const gone = place && (await whyNotThere(tx, place, size));
    if (gone) return { ok: false, refusal: gone };
    const rows = await appliedAfter(tx, { after: place?.idx ?? -1, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const [last] = items.slice(-1);
    const next = last && writeFeedCursor(actor.tenantId, { idx: last.idx, leafHash: last.leaf_hash });
    return accept({
      items,
      next: next ?? (place === null ? writeFeedCursor(actor.tenantId, null) : since),
      hasMore: rows.length > limit,
      logSize: size,
    });
  });
}

/** UNTRUSTED INPUT: how a follower asks. */
export function readFollow(input: unknown): Result<z.infer<typeof followEndpointsSchema>> {
  const misplaced = ['name', 'cursor'].filter(
    (field) => typeof input === 'object' && input !== null && Object.hasOwn(input, field),
  );
  const [first] = misplaced;
  if (first !== undefined) return notWithSince(first, misplaced);
  const parsed = followEndpointsSchema.safeParse(input);
  return parsed.success ? accept(parsed.data) : { ok: false, refusal: invalid(parsed.error) };
}

/** A log only grows, and a cursor is given for a leaf that was committed: one that is not there was restored away. */
async function whyNotThere(tx: TenantTx, place: ReadFeedCursor, size: number): Promise<Refusal | null> {
  const leaf = await appliedAt(tx, place.idx);
  if (leaf !== null && place.matches(leaf.leaf_hash)) return null;
  const message =
    place.idx >= size
      ? 'This cursor is ahead of the log, which ends before it.'
      : 'This cursor is not of this log, which holds something else at its place.';
  return refuse('CURSOR_NOT_IN_LOG', `${message} An older backup was restored, most likely.`, {
    hint: 'Tell your operator, take a full copy again, and go on from its since.',
  }).refusal;
}

const notWithSince = (first: string, misplaced: readonly string[]) =>
  refuse('VALIDATION_FAILED', `${first} does not go with since.`, {
    hint: 'The feed tells every change: leave it out, or ask for the list without since.',
    issues: misplaced.map((path) => ({
      path,
      code: 'not_with_since',
      message: 'This does not go with since. Leave it out.',
    })),
  });

const noCursor = () =>
  refuse('VALIDATION_FAILED', 'The cursor in since is not one of this tenant’s feed.', {
    hint: 'Send next, or since, of an earlier answer as it was, or 0 for the beginning.',
    issues: [{ path: 'since', code: 'unknown_cursor', message: 'Send a next, or 0.' }],
  });
