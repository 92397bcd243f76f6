import { findEndpoint, findLiveEndpoint, pendingFor, type StoredEndpoint } from '@/db/queries/endpoints';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent, Human } from '@/lib/domain/actor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';

export type ShownEndpoint = { endpoint: StoredEndpoint; pendingDrafts: number };

/** One endpoint by id (a deleted one too, with `deleted_at`) or by live name, and how many drafts wait for it. */
export async function showEndpoint(
  actor: Agent | Human,
  which: { id: string } | { name: string },
): Promise<Result<ShownEndpoint>> {
  const denied = needsScope(actor, 'mcp:read:endpoints');
  if (denied) return denied;
  return withTenantRead(actor, async (tx) => {
    const endpoint = await ('id' in which ? findEndpoint(tx, which.id) : findLiveEndpoint(tx, which.name));
    if (endpoint === null) return refuse('RESOURCE_NOT_FOUND', 'There is no such endpoint.');
    return accept({ endpoint, pendingDrafts: await pendingFor(tx, endpoint.name, now()) });
  });
}
