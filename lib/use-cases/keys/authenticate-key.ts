import { type KeyRow, keyByLookup } from '@/db/queries/before-tenant';
import { now } from '@/lib/clock';
import type { Agent } from '@/lib/domain/actor';
import { endOf } from '@/lib/domain/keys/agent-key';
import type { Grant } from '@/lib/domain/keys/grant';
import { lookupOf, provesToken } from '@/lib/domain/keys/key-format';
import { underCeiling } from '@/lib/domain/keys/owner-ceiling';
import { type Scope, scopes } from '@/lib/domain/keys/scope';
import { dataClasses } from '@/lib/domain/policy/data-class';
import type { StoredRule } from '@/lib/domain/policy/rule';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** `known` is the holder of a proven key, in good standing or not: for the record, never for a decision. */
export type Identified = {
  standing: Result<Agent>;
  known: Agent | null;
  /** The tenant's rules, read in the same flight; none for a key that is not known. */
  policy: readonly StoredRule[];
};

/** Who stands behind an `mcp_` token. Tenant, name and scopes come from the key's row and from nothing the caller sends. */
export async function authenticateKey(token: string): Promise<Result<Agent>> {
  return (await identifyKey(token)).standing;
}

/**
 * The same, and whose key it is even when it may no longer be used. `resource` is what was asked: an access token of OAuth is
 * good for the one that it was given for (RFC 8707) and unknown anywhere else.
 */
export async function identifyKey(token: string, resource: string | null = null): Promise<Identified> {
  const lookupId = lookupOf(token);
  const row = lookupId === null ? null : await keyByLookup(lookupId);
  if (row === null || !provesToken(token, row.token_hash) || !isFor(row, resource))
    return { standing: unknownKey(), known: null, policy: [] };
  return identified(row);
}

/** A key that was proven before, as it is now, with its tenant's rules. Its lookup id is no secret and proves nothing. */
export async function keyNow(lookupId: string): Promise<Identified> {
  const row = await keyByLookup(lookupId);
  return row === null ? { standing: unknownKey(), known: null, policy: [] } : identified(row);
}

/** Whether such a key is in good standing now. */
export const keyStands = async (lookupId: string): Promise<Result<Agent>> =>
  (await keyNow(lookupId)).standing;

function identified(row: KeyRow): Identified {
  const known = agentOf(row);
  return { standing: faultOf(row) ?? accept(known), known, policy: row.policy };
}

const isFor = (row: KeyRow, resource: string | null): boolean =>
  row.resource === null || row.resource === resource;

const unknownKey = () =>
  refuse('INVALID_API_KEY', 'This API key is not known.', {
    hint: 'Check the key, or ask your operator for a new one.',
  });

function faultOf(row: KeyRow) {
  if (row.status === 'revoked') return refuse('KEY_REVOKED', 'This API key was revoked.');
  if (row.status === 'suspended') return refuse('KEY_SUSPENDED', 'This API key is suspended.');
  if (endOf({ expiresAt: row.expires_at, graceUntil: row.grace_until }).getTime() <= now().getTime()) {
    return refuse('KEY_EXPIRED', 'This API key has expired.');
  }
  if (row.owner_disabled) return refuse('KEY_REVOKED', 'The person who owns this API key was disabled.');
  return null;
}

/** The owner's role as it is now decides what of the key's scopes is carried: a demotion bites at this very request. */
function agentOf(row: KeyRow): Agent {
  const { carried, withheld } = underCeiling(row.scopes.filter(isScope), row.owner_role);
  return {
    kind: 'agent',
    tenantId: row.tenant_id,
    keyId: row.id,
    name: row.agent_identity,
    ownerId: row.human_owner_id,
    ownerRole: row.owner_role,
    scopes: carried,
    grant: grantOf(row),
    ...(withheld.length > 0 && { withheld }),
  };
}

const grantOf = (row: KeyRow): Grant => ({
  environment: row.environment,
  everyEnvironment: row.every_environment,
  allowedTools: row.allowed_tools,
  ratePerMinute: row.rate_limit_per_min,
  burst: row.burst,
  dataClasses: dataClasses.filter((known) => row.data_classes.includes(known)),
  labelScope: row.label_scope,
  ipAllowlist: row.ip_allowlist,
  certificate: row.client_cert_sha256,
  requireReason: row.require_reason,
  pinnedSurface: row.pinned_surface_hash,
  expiresAt: row.expires_at,
  revision: row.revision,
});

const isScope = (scope: string): scope is Scope => scopes.some((known) => known === scope);
