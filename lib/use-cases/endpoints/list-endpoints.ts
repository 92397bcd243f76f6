import { z } from 'zod';
import { listEndpoints as queryEndpoints, type StoredEndpoint } from '@/db/queries/endpoints';
import { withTenantRead } from '@/db/tenant';
import type { Agent, Human } from '@/lib/domain/actor';
import { cut } from '@/lib/domain/cut';
import { invalid } from '@/lib/domain/invalid';
import { pageFields, readCursor, strangeCursor } from '@/lib/domain/page-cursor';
import { accept, type Result } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';

export const listEndpointsSchema = z.strictObject({
  name: z.string().max(63).optional().describe('The exact name'),
  ...pageFields,
});

/** One page of the tenant's live endpoints, by name. */
export async function listEndpoints(
  actor: Agent | Human,
  input: unknown,
): Promise<Result<{ items: StoredEndpoint[]; nextCursor: string | null }>> {
  const denied = needsScope(actor, 'mcp:read:endpoints');
  if (denied) return denied;
  const parsed = listEndpointsSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { name, limit, cursor } = parsed.data;
  const place =
    cursor === undefined ? undefined : readCursor(z.tuple([z.string().regex(/^[a-z0-9-]{1,63}$/)]), cursor);
  if (place === null) return strangeCursor();
  const rows = await withTenantRead(actor, (tx) =>
    queryEndpoints(tx, { name, after: place?.[0], limit: limit + 1 }),
  );
  return accept(cut(rows, limit, (last) => [last.name]));
}
