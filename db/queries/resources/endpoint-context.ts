import type { TenantTx } from '@/db/tenant';
import { type LiveRow, liveSpecOf } from './live-row';
import type { ProposalContext } from './resource-reader';

type ContextRow = {
  usual: number;
  least: number;
  most: number;
  decided_before: boolean;
  hosts: Record<string, number> | null;
} & (LiveRow | Record<keyof LiveRow, null>);

/** The tenant as one proposal of one principal meets it, in one statement: every draft that is made waits for this. */
export async function endpointContext(
  { sql }: TenantTx,
  name: string,
  principal: string,
): Promise<ProposalContext> {
  const [row] = await sql<ContextRow[]>`
    select t.draft_ttl_hours as usual, t.draft_ttl_min_hours as least, t.draft_ttl_max_hours as most,
      e.id, e.version, e.digest, e.spec,
      exists (select from drafts where tenant_id = current_tenant() and created_by_id = ${principal}
        and (status = 'applied' or discarded_by_kind = 'human')) as decided_before,
      (select json_object_agg(host, uses) from (
        select host, count(*) as uses from endpoints
        where tenant_id = current_tenant() and deleted_at is null and host is not null group by host) as used) as hosts
    from tenants t
    left join endpoints e on e.tenant_id = current_tenant() and e.name = ${name} and e.deleted_at is null
    where t.id = current_tenant()`;
  if (!row) throw new Error('the tenant has no row');
  const { usual, least, most, decided_before: decidedBefore, hosts, ...live } = row;
  return {
    live: live.id === null ? null : liveSpecOf(live),
    hosts: new Map(Object.entries(hosts ?? {})),
    decidedBefore,
    life: { usual, least, most },
  };
}
