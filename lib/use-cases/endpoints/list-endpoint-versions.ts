import { z } from 'zod';
import { findEndpoint, listVersions } from '@/db/queries/endpoints';
import type { EndpointVersionRow } from '@/db/schema/endpoints';
import { withTenantRead } from '@/db/tenant';
import type { Reader } from '@/lib/domain/actor';
import { cut } from '@/lib/domain/cut';
import { invalid } from '@/lib/domain/invalid';
import { pageFields, readCursor, strangeCursor, versionPlaceSchema } from '@/lib/domain/page-cursor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';

export const listVersionsSchema = z.strictObject({
  ...pageFields,
});

/** One page of an endpoint's versions, newest first: what was applied, from which draft, by whom. */
export async function listEndpointVersions(
  actor: Reader,
  endpointId: string,
  input: unknown,
): Promise<Result<{ items: EndpointVersionRow[]; nextCursor: string | null }>> {
  const denied = needsScope(actor, 'mcp:read:endpoints');
  if (denied) return denied;
  const parsed = listVersionsSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { limit, cursor } = parsed.data;
  const place = cursor === undefined ? undefined : readCursor(versionPlaceSchema, cursor);
  if (place === null) return strangeCursor();
  return withTenantRead(actor, async (tx) => {
    if ((await findEndpoint(tx, endpointId)) === null) {
      return refuse('RESOURCE_NOT_FOUND', 'There is no such endpoint.');
    }
    const rows = await listVersions(tx, { endpointId, before: place?.[0], limit: limit + 1 });
    return accept(cut(rows, limit, (last) => [last.version]));
  });
}
