import { findEndpoint, type StoredEndpoint } from '@/db/queries/endpoints';
import { withTenantRead } from '@/db/tenant';
import type { Service } from '@/lib/domain/actor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** One endpoint by id for a service, a deleted one too, and nothing of the drafts that wait for it. */
export async function readAppliedEndpoint(service: Service, id: string): Promise<Result<StoredEndpoint>> {
  const endpoint = await withTenantRead(service, (tx) => findEndpoint(tx, id));
  return endpoint === null ? refuse('RESOURCE_NOT_FOUND', 'There is no such endpoint.') : accept(endpoint);
}
