import { z } from 'zod';
import { runsByLastCall } from '@/db/queries/run-list';
import { withTenantSnapshot } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import { cut } from '@/lib/domain/cut';
import { invalid } from '@/lib/domain/invalid';
import { pageFields, readCursor, strangeCursor, writeCursor } from '@/lib/domain/page-cursor';
import { readsCalls } from '@/lib/domain/people/role-refusals';
import { accept, type Result } from '@/lib/domain/refusal';
import type { RunSummary } from '@/lib/domain/runs/run-summary';
import { timePlaceSchema } from '@/lib/domain/time-place';

const askedSchema = z.strictObject(pageFields);

/** How many calls one page looks at. */
const usualLooks = 5000;

/**
 * One page of the tenant's runs by their newest call, newest first. A page may hold few, or none, and not be the last: it has
 * then looked at as many calls as one may. UNTRUSTED INPUT: `input`.
 */
export async function listRuns(
  human: Human,
  input: unknown,
  { looksAt = usualLooks }: { looksAt?: number } = {},
): Promise<Result<{ items: RunSummary[]; nextCursor: string | null }>> {
  const refusal = readsCalls(human.role);
  if (refusal) return { ok: false, refusal };
  const parsed = askedSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { limit, cursor } = parsed.data;
  const place = cursor === undefined ? undefined : readCursor(timePlaceSchema, cursor);
  if (place === null) return strangeCursor();
  const after = place && { at: new Date(place[0]), id: place[1] };
  const { runs, end } = await withTenantSnapshot(human, (tx) =>
    runsByLastCall(tx, { after, limit: limit + 1, looksAt }),
  );
  const { items, nextCursor } = cut(runs, limit, (last) => [last.last_at.toISOString(), last.last_id]);
  const further = end && writeCursor([end.at.toISOString(), end.id]);
  return accept({ items, nextCursor: nextCursor ?? further });
}
