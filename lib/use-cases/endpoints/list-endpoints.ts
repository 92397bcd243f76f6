import { z } from 'zod';
import { lastApplied } from '@/db/queries/applied-changes';
import { listEndpoints as queryEndpoints, type StoredEndpoint } from '@/db/queries/endpoints';
import { withTenantSnapshot } from '@/db/tenant';
import type { Reader } from '@/lib/domain/actor';
import { cut } from '@/lib/domain/cut';
import { writeFeedCursor } from '@/lib/domain/feed-cursor';
import { invalid } from '@/lib/domain/invalid';
import { pageFields, readCursor, strangeCursor } from '@/lib/domain/page-cursor';
import { accept, type Result } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';

export const listEndpointsSchema = z.strictObject({
  name: z.string().max(63).optional().describe('The exact name'),
  ...pageFields,
});

/**
 * One page of the tenant's live endpoints, by name. `since` is the feed's cursor of the very state that the page was read
 * from: pages with the same one are of one state.
 */
export async function listEndpoints(
  actor: Reader,
  input: unknown,
): Promise<Result<{ items: StoredEndpoint[]; nextCursor: string | null; since: string }>> {
  const denied = needsScope(actor, 'mcp:read:endpoints');
  if (denied) return denied;
  const parsed = listEndpointsSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { name, limit, cursor } = parsed.data;
  const place =
    cursor === undefined ? undefined : readCursor(z.tuple([z.string().regex(/^[a-z0-9-]{1,63}$/)]), cursor);
  if (place === null) return strangeCursor();
  const { rows, last } = await withTenantSnapshot(actor, async (tx) => ({
    rows: await queryEndpoints(tx, { name, after: place?.[0], limit: limit + 1 }),
    last: await lastApplied(tx),
  }));
  const since = writeFeedCursor(actor.tenantId, last && { idx: last.idx, leafHash: last.leaf_hash });
  return accept({ ...cut(rows, limit, ({ name: shown }) => [shown]), since });
}
