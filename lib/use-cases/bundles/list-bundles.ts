import { z } from 'zod';
import { listBundles as queryBundles } from '@/db/queries/bundles';
import { withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import { cut } from '@/lib/domain/cut';
import type { EvidenceBundle } from '@/lib/domain/evidence/bundle';
import { invalid } from '@/lib/domain/invalid';
import { pageFields, readCursor, strangeCursor } from '@/lib/domain/page-cursor';
import { accept, type Result } from '@/lib/domain/refusal';
import { timePlaceSchema } from '@/lib/domain/time-place';

export const listBundlesSchema = z.strictObject(pageFields);

/** One page of the tenant's bundles, newest first. */
export async function listBundles(
  human: Human,
  input: unknown,
): Promise<Result<{ items: EvidenceBundle[]; nextCursor: string | null }>> {
  const parsed = listBundlesSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { limit, cursor } = parsed.data;
  const place = cursor === undefined ? undefined : readCursor(timePlaceSchema, cursor);
  if (place === null) return strangeCursor();
  const after = place && { at: new Date(place[0]), id: place[1] };
  const bundles = await withTenantRead(human, (tx) => queryBundles(tx, { after, limit: limit + 1 }));
  return accept(cut(bundles, limit, ({ requestedAt, id }) => [requestedAt.toISOString(), id]));
}
