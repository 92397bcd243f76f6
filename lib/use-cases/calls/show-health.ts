import { tenantName } from '@/db/queries/tenants';
import { withTenantRead } from '@/db/tenant';
import type { Agent } from '@/lib/domain/actor';
import { accept, type Result } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';

/** Says the tenant's name after a round trip to the database: an answer means that the product is ready. */
export async function showHealth(agent: Agent): Promise<Result<{ tenant: string }>> {
  const denied = needsScope(agent, 'mcp:read:health');
  if (denied) return denied;
  return accept({ tenant: await withTenantRead(agent, tenantName) });
}
