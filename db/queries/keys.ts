import type { agentKeys } from '@/db/schema/calls';
import type { TenantTx, WriteTx } from '@/db/tenant';
import type { Role } from '@/lib/domain/actor';
import type { AgentKey } from '@/lib/domain/keys/agent-key';
import type { Grant } from '@/lib/domain/keys/grant';
import type { KeyTerms } from '@/lib/domain/keys/key-terms';
import { type Scope, scopes } from '@/lib/domain/keys/scope';
import { selftestIssuer } from '@/lib/domain/selftest/selftest-identity';

type KeyRow = typeof agentKeys.$inferSelect;
type Narrowing = ReturnType<typeof grantColumns>;
type Aftermath = Pick<
  KeyRow,
  'rotated_from' | 'counted_as' | 'grace_until' | 'suspended_by' | 'suspended_at' | 'status_reason'
>;

/** A key to be stored. What narrows it may be left out where the database has a default: nothing granted. */
export type NewKey = Omit<
  KeyRow,
  'tenant_id' | 'status' | 'revoked_by' | 'revoked_at' | 'revision' | keyof Narrowing | keyof Aftermath
> &
  Partial<Narrowing & Aftermath>;

/** The columns that hold a grant. */
export const grantColumns = (grant: Omit<Grant, 'environment' | 'expiresAt' | 'revision'>) => ({
  every_environment: grant.everyEnvironment,
  allowed_tools: grant.allowedTools === null ? null : [...grant.allowedTools],
  rate_limit_per_min: grant.ratePerMinute,
  burst: grant.burst,
  data_classes: [...grant.dataClasses],
  label_scope: grant.labelScope,
  ip_allowlist: [...grant.ipAllowlist],
  client_cert_sha256: grant.certificate,
  require_reason: grant.requireReason,
  pinned_surface_hash: grant.pinnedSurface,
});

export async function insertKey({ sql, tenantId }: WriteTx, key: NewKey): Promise<void> {
  await sql`insert into agent_keys ${sql({ ...key, tenant_id: tenantId })}`;
}

type Read = Omit<KeyRow, 'tenant_id' | 'lookup_id' | 'token_hash' | 'counted_as'> & {
  owner_name: string;
  owner_role: Role;
  owner_disabled: boolean;
} & (Consented | { [Name in keyof Consented]: null });

/** Of the consent that a key came from. */
type Consented = {
  client_id: string;
  client_name: string;
  redirect_uri: string;
  consented_at: Date;
  consented_by_name: string;
  consented_terms: KeyTerms;
};

/** What may be shown of a key: never what proves it. */
const shown = ({ sql }: TenantTx) => sql`
  select k.id, k.name, k.agent_identity, k.scopes, k.human_owner_id, k.purpose, k.environment, k.every_environment,
    k.status, k.expires_at, k.created_by, k.created_at, k.max_pending_drafts, k.refusals_per_min, k.allowed_tools,
    k.rate_limit_per_min, k.burst, k.data_classes::text[] as data_classes, k.label_scope, k.ip_allowlist::text[] as ip_allowlist,
    k.client_cert_sha256, k.require_reason, k.pinned_surface_hash, k.revision, k.rotated_from, k.grace_until,
    k.status_reason, u.name as owner_name, u.role as owner_role, u.disabled_at is not null as owner_disabled,
    g.client_id, g.client_name, g.redirect_uri, g.created_at as consented_at, by_whom.name as consented_by_name,
    g.terms as consented_terms
  from agent_keys k join users u on u.id = k.human_owner_id and u.tenant_id = k.tenant_id
    left join (oauth_grants g join agent_keys given on given.tenant_id = g.tenant_id and given.id = g.key_id
      join users by_whom on by_whom.tenant_id = given.tenant_id and by_whom.id = given.created_by)
    on g.tenant_id = k.tenant_id and g.key_id = k.id`;

/** The tenant's key, or null. */
export async function findKey(tx: TenantTx, keyId: string): Promise<AgentKey | null> {
  const [row] = await tx.sql<Read[]>`
    ${shown(tx)} where k.tenant_id = current_tenant() and k.id = ${keyId}`;
  return row ? toAgentKey(row) : null;
}

/** The same, locked against any other change until commit. */
export async function lockKey(tx: WriteTx, keyId: string): Promise<AgentKey | null> {
  const [row] = await tx.sql<Read[]>`
    ${shown(tx)} where k.tenant_id = current_tenant() and k.id = ${keyId} for update of k`;
  return row ? toAgentKey(row) : null;
}

/** The public part of a key's token, by which it is looked up; null when the tenant has no such key. */
export async function lookupIdOf({ sql }: TenantTx, keyId: string): Promise<string | null> {
  const [row] = await sql<{ lookup_id: string }[]>`
    select lookup_id from agent_keys where tenant_id = current_tenant() and id = ${keyId}`;
  return row?.lookup_id ?? null;
}

/** The keys that have not ended, by name; the newest five hundred. */
export async function liveKeyNames({ sql }: TenantTx, at: Date): Promise<{ id: string; name: string }[]> {
  return await sql<{ id: string; name: string }[]>`
    select id, name from (
      select id, name from agent_keys where tenant_id = current_tenant() and status <> 'revoked' and created_by <> ${selftestIssuer}
        and expires_at > ${at} and (grace_until is null or grace_until > ${at})
      order by created_at desc limit 500) newest
    order by name, id`;
}

/** The keys beside one in its line of rotations, as far as people need to know whether they still open anything. */
export type KeyBeside = Pick<AgentKey, 'id' | 'name' | 'status' | 'expiresAt' | 'graceUntil'> & {
  is: 'predecessor' | 'successor';
};

/** What a key replaced, and what replaced it. */
export async function keysBeside({ sql }: TenantTx, keyId: string): Promise<KeyBeside[]> {
  return await sql<KeyBeside[]>`
    select k.id, k.name, k.status, k.expires_at as "expiresAt", k.grace_until as "graceUntil",
      case when k.rotated_from = ${keyId} then 'successor' else 'predecessor' end as is
    from agent_keys k where k.tenant_id = current_tenant() and (k.rotated_from = ${keyId} or k.id = (
      select rotated_from from agent_keys where tenant_id = current_tenant() and id = ${keyId}))
    order by "is", k.id`;
}

type Page = { after?: { at: Date; id: string } | undefined; limit: number; hidesSelftests: boolean };

/** One page of the tenant's keys, newest first. */
export async function listKeys(tx: TenantTx, { after, limit, hidesSelftests }: Page): Promise<AgentKey[]> {
  const rows = await tx.sql<Read[]>`
    ${shown(tx)} where k.tenant_id = current_tenant()
      ${hidesSelftests ? tx.sql`and k.created_by <> ${selftestIssuer}` : tx.sql``}
      ${after ? tx.sql`and (k.created_at, k.id) < (${after.at}, ${after.id})` : tx.sql``}
    order by k.created_at desc, k.id desc limit ${limit}`;
  return rows.map(toAgentKey);
}

const toAgentKey = (row: Read): AgentKey => ({
  id: row.id,
  name: row.name,
  agentIdentity: row.agent_identity,
  purpose: row.purpose,
  owner: {
    id: row.human_owner_id,
    name: row.owner_name,
    role: row.owner_role,
    disabled: row.owner_disabled,
  },
  environment: row.environment,
  everyEnvironment: row.every_environment,
  terms: termsOf(row),
  status: row.status,
  statusReason: row.status_reason,
  revision: row.revision,
  createdBy: row.created_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  rotatedFrom: row.rotated_from,
  graceUntil: row.grace_until,
  consent:
    row.client_id === null
      ? null
      : {
          clientId: row.client_id,
          clientName: row.client_name,
          redirectHost: new URL(row.redirect_uri).host,
          by: { id: row.created_by, name: row.consented_by_name },
          at: row.consented_at,
          terms: row.consented_terms,
        },
});

const isScope = (text: string): text is Scope => scopes.some((known) => known === text);

const termsOf = (row: Read): KeyTerms => ({
  scopes: row.scopes.filter(isScope),
  allowed_tools: row.allowed_tools,
  rate_limit_per_min: row.rate_limit_per_min,
  burst: row.burst,
  max_pending_drafts: row.max_pending_drafts,
  refusals_per_min: row.refusals_per_min,
  data_classes: row.data_classes,
  label_scope: row.label_scope,
  ip_allowlist: row.ip_allowlist,
  client_cert_sha256: row.client_cert_sha256,
  require_reason: row.require_reason,
  pinned_surface_hash: row.pinned_surface_hash,
});
