import { randomBytes } from 'node:crypto';
import { newId } from '@/db/new-id';
import { insertKey } from '@/db/queries/keys';
import type { WriteTx } from '@/db/tenant';
import { hashToken, writeToken } from '@/lib/domain/keys/key-format';
import type { KeyTerms } from '@/lib/domain/keys/key-terms';
import type { Environment } from '@/lib/domain/resource/resource-kind';

const dayMs = 86_400_000;

export type KeyToStore = {
  name: string;
  agentIdentity: string;
  purpose: string;
  ownerId: string;
  environment: Environment;
  everyEnvironment: boolean;
  terms: KeyTerms;
  days: number;
  rotatedFrom: string | null;
};

export type StoredKey = { id: string; token: string; expiresAt: Date };

/** Makes the row of a key; its leaf is the caller's to record. The token is in the answer and nowhere else. */
export async function storeKey(tx: WriteTx, key: KeyToStore, by: string, at: Date): Promise<StoredKey> {
  const { token, lookupId } = writeToken(randomBytes(96));
  const id = newId('key');
  const expiresAt = new Date(at.getTime() + key.days * dayMs);
  await insertKey(tx, {
    id,
    name: key.name,
    agent_identity: key.agentIdentity,
    lookup_id: lookupId,
    token_hash: hashToken(token),
    human_owner_id: key.ownerId,
    purpose: key.purpose,
    environment: key.environment,
    every_environment: key.everyEnvironment,
    expires_at: expiresAt,
    created_by: by,
    created_at: at,
    rotated_from: key.rotatedFrom,
    ...key.terms,
  });
  return { id, token, expiresAt };
}
