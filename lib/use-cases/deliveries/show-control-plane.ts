import { findControlPlane } from '@/db/queries/control-plane';
import { withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';

/** Where changes are announced, as far as people see it: the host alone. */
export type ShownControlPlane = { host: string; changedAt: Date; goneAt: Date | null };

/** The tenant's control plane, or null. */
export async function showControlPlane(human: Human): Promise<ShownControlPlane | null> {
  const plane = await withTenantRead(human, findControlPlane);
  return plane && { host: new URL(plane.url).host, changedAt: plane.changed_at, goneAt: plane.gone_at };
}
