import { endpointNames } from '@/db/queries/endpoints';
import { withTenantRead } from '@/db/tenant';
import type { Agent, Human } from '@/lib/domain/actor';
import { accept, type Result } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';

/** Names of the tenant's live endpoints that begin with a text, at most 20. */
export async function completeEndpointNames(
  actor: Agent | Human,
  prefix: string,
): Promise<Result<readonly string[]>> {
  const denied = needsScope(actor, 'mcp:read:endpoints');
  if (denied) return denied;
  return accept(await withTenantRead(actor, (tx) => endpointNames(tx, prefix.slice(0, 63), 20)));
}
