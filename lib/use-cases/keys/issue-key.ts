import { randomBytes } from 'node:crypto';
import { newId } from '@/db/new-id';
import { insertKey } from '@/db/queries/keys';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import { hashToken, writeToken } from '@/lib/domain/keys/key-format';
import type { Scope } from '@/lib/domain/keys/scope';
import { dataClasses } from '@/lib/domain/policy/data-class';
import type { Environment } from '@/lib/domain/resource/resource-kind';

/** The longest life of a key, in days. */
export const maxKeyDays = 90;

/** The most requests a minute that a key is given. */
const maxRatePerMinute = 600;

export type KeyGrant = {
  name: string;
  agentIdentity: string;
  ownerId: string;
  purpose: string;
  environment: Environment;
  scopes: readonly Scope[];
  days: number;
  /** How many of its drafts may wait at once. Default: the installation's setting. */
  maxPendingDrafts?: number;
  issuedBy: string;
};

/** Makes a key inside the caller's transaction. The token is in the answer and nowhere else: it is shown once. */
export async function issueKey(tx: WriteTx, grant: KeyGrant): Promise<{ id: string; token: string }> {
  const { token, lookupId } = writeToken(randomBytes(96));
  const createdAt = now();
  const id = newId('key');
  await insertKey(tx, {
    id,
    name: grant.name,
    agent_identity: grant.agentIdentity,
    lookup_id: lookupId,
    token_hash: hashToken(token),
    scopes: [...grant.scopes],
    human_owner_id: grant.ownerId,
    purpose: grant.purpose,
    environment: grant.environment,
    expires_at: new Date(createdAt.getTime() + grant.days * 86_400_000),
    created_by: grant.issuedBy,
    created_at: createdAt,
    max_pending_drafts: grant.maxPendingDrafts ?? config().maxPendingDrafts.ofNewKey,
    rate_limit_per_min: maxRatePerMinute,
    burst: maxRatePerMinute,
    data_classes: [...dataClasses],
  });
  return { id, token };
}
