import type { TenantTx } from '@/db/tenant';
import type { Twin } from '@/lib/domain/draft/twin';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';

const most = 5;

/** Other drafts of a resource that wait for a decision, newest first, at most five. A spec holds its name, so equal specs are among them. */
export async function pendingTwins(
  { sql }: TenantTx,
  draft: { id: string | null; type: ResourceKindName; resourceName: string },
  now: Date,
): Promise<Twin[]> {
  return await sql<Twin[]>`
    select id, operation, proposed_spec_digest as "proposedSpecDigest" from drafts
    where tenant_id = current_tenant() and resource_name = ${draft.resourceName} and type = ${draft.type}
      and status = 'pending' and expires_at > ${now} and id is distinct from ${draft.id}
    order by created_at desc, id desc limit ${most}`;
}
