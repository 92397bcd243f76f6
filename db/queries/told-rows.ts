import type { DraftRow } from '@/db/schema/drafts';
import type { EndpointRow, EndpointVersionRow } from '@/db/schema/endpoints';
import type { TenantTx } from '@/db/tenant';
import type { DraftLeaf } from '@/lib/domain/log/told-draft';

type Page = { after: string; limit: number };

/** What is read of a draft: all that the log says of it too. */
export type HeldDraft = Pick<
  DraftRow,
  | 'id'
  | 'type'
  | 'status'
  | 'channel'
  | 'created_by_kind'
  | 'created_by_id'
  | 'created_at'
  | 'proposed_spec'
  | 'proposed_spec_digest'
  | 'resource_name'
  | 'reverts'
  | 'restores'
  | 'applied_by'
  | 'applied_at'
  | 'resource_id'
  | 'resource_version'
  | 'discarded_by'
  | 'discarded_by_kind'
  | 'discarded_at'
  | 'discard_reason'
  | 'discard_message'
  | 'discard_salt'
  | 'expired_at'
>;

/** The next drafts by their id. */
export const heldDrafts = async ({ sql }: TenantTx, { after, limit }: Page): Promise<HeldDraft[]> =>
  await sql<HeldDraft[]>`
    select id, type, status, channel, created_by_kind, created_by_id, created_at, proposed_spec, proposed_spec_digest,
      resource_name, reverts, restores, applied_by, applied_at, resource_id, resource_version, discarded_by,
      discarded_by_kind, discarded_at, discard_reason, discard_message, discard_salt, expired_at
    from drafts where tenant_id = current_tenant() and id > ${after} order by id limit ${limit}`;

/** The leaves that say how each of these drafts began and ended, in the order of the log. */
export async function draftLeaves(
  { sql }: TenantTx,
  draftIds: readonly string[],
): Promise<ReadonlyMap<string, DraftLeaf[]>> {
  const rows = await sql<(DraftLeaf & { subject: string })[]>`
    select subject, idx, event, entry from log_leaves
    where tenant_id = current_tenant() and subject = any(${[...draftIds]}::text[])
      and event in ('draft_created', 'draft_applied', 'draft_discarded', 'draft_expired') order by idx`;
  return Map.groupBy(rows, ({ subject }) => subject);
}

/** An end that the log tells of, where the draft or what its apply made is not stored. An expired one may be purged. */
export const endsWithoutRows = async ({
  sql,
}: TenantTx): Promise<{ position: number; draftId: string; isStored: boolean }[]> =>
  await sql<{ position: number; draftId: string; isStored: boolean }[]>`
    select l.idx as position, l.subject as "draftId", d.id is not null as "isStored" from log_leaves l
    left join drafts d on d.tenant_id = current_tenant() and d.id = l.subject
    left join endpoint_versions v on v.tenant_id = current_tenant() and v.draft_id = l.subject
    left join endpoints e on e.tenant_id = current_tenant() and e.id = v.endpoint_id
    where l.tenant_id = current_tenant() and l.event in ('draft_applied', 'draft_discarded', 'draft_expired')
      and (d.id is null or (l.event = 'draft_applied' and e.id is null))
      and not (l.event = 'draft_expired' and exists (select from log_leaves p
        where p.tenant_id = current_tenant() and p.subject = l.subject and p.event = 'draft_purged'))
    order by l.idx`;

/** A stored version with the name of its resource. */
export type HeldVersion = Pick<
  EndpointVersionRow,
  'endpoint_id' | 'version' | 'operation' | 'spec' | 'digest' | 'draft_id' | 'applied_by' | 'applied_at'
> & { name: string | null };

/** The next versions by the draft that made them. */
export const heldVersions = async ({ sql }: TenantTx, { after, limit }: Page): Promise<HeldVersion[]> =>
  await sql<HeldVersion[]>`
    select v.endpoint_id, v.version, v.operation, v.spec, v.digest, v.draft_id, v.applied_by, v.applied_at, e.name
    from endpoint_versions v
    left join endpoints e on e.tenant_id = current_tenant() and e.id = v.endpoint_id
    where v.tenant_id = current_tenant() and v.draft_id > ${after} order by v.draft_id limit ${limit}`;

/** A resource as it is stored, and which of its columns are not what its versions say. */
export type HeldResource = Pick<EndpointRow, 'id' | 'spec' | 'host'> & { differing: string[] };

/**
 * The next resources by their id. A resource is its last version; one that was deleted keeps the spec of the version
 * before.
 */
export const heldResources = async ({ sql }: TenantTx, { after, limit }: Page): Promise<HeldResource[]> =>
  await sql<HeldResource[]>`
    select e.id, e.spec, e.host, array_remove(array[
      case when (e.version, e.applied_by, e.updated_at) is distinct from
        (latest.version, latest.applied_by, latest.applied_at) then 'version' end,
      case when e.deleted_at is distinct from
        case latest.operation when 'delete' then latest.applied_at end then 'deleted_at' end,
      case when e.spec is distinct from held.spec then 'spec' end,
      case when e.digest is distinct from held.digest then 'digest' end,
      case when e.name is distinct from held.spec ->> 'name' then 'name' end,
      case when e.environment::text is distinct from held.spec ->> 'environment' then 'environment' end,
      case when (e.created_from_draft, e.created_at) is distinct from
        (oldest.draft_id, oldest.applied_at) then 'created_from_draft' end], null) as differing
    from endpoints e
    left join lateral (select * from endpoint_versions v where v.tenant_id = current_tenant()
      and v.endpoint_id = e.id order by v.version desc limit 1) latest on true
    left join lateral (select * from endpoint_versions v where v.tenant_id = current_tenant()
      and v.endpoint_id = e.id and v.spec is not null order by v.version desc limit 1) held on true
    left join endpoint_versions oldest on oldest.tenant_id = current_tenant()
      and oldest.endpoint_id = e.id and oldest.version = 1
    where e.tenant_id = current_tenant() and e.id > ${after} order by e.id limit ${limit}`;
