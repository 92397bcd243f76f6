import { newId } from '@/db/new-id';
import { findKey, lockKey } from '@/db/queries/keys';
import { type WriteTx, withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import { type Human, principalOf, type System } from '@/lib/domain/actor';
import type { Leaf } from '@/lib/domain/evidence/leaf';
import type { AgentKey } from '@/lib/domain/keys/agent-key';
import { managesKeys } from '@/lib/domain/people/role-refusals';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { positionOf } from '../evidence/position-of';
import { actOnce } from '../once';
import { personStands } from '../person-stands';

/** An operator or an admin, or the operator at the terminal. No agent: a key never manages keys. */
export type KeyManager = Human | System;

/** `evidence` is null where nothing changed. */
export type KeyActed = {
  key: AgentKey;
  evidence: { id: string; merklePosition: number } | null;
  replayed: boolean;
};

type Kept = { keyId: string; evidenceId: string | null };

/** What a change of a key needs to make its leaf. */
export type KeyAct = {
  tx: WriteTx;
  key: AgentKey;
  at: Date;
  common: {
    id: string;
    tenant: string;
    keyId: string;
    by: { kind: 'human' | 'system'; id: string };
    at: Date;
    revision: number;
  };
};

type Asked = { keyId: string; operation: string; request: unknown; idempotencyKey: string | null };

/**
 * One change of one key: who asks still may, the key is locked, and its leaf commits with it. `act` writes one revision and
 * answers its leaf, or null when nothing is to be changed.
 */
export async function actOnKey(
  actor: KeyManager,
  { keyId, operation, request, idempotencyKey: key }: Asked,
  act: (about: KeyAct) => Promise<Result<Leaf | null>>,
): Promise<Result<KeyActed>> {
  return keyOnce(actor, { operation, key, request: { keyId, request } }, async (tx) => {
    const found = await lockKey(tx, keyId);
    if (found === null) return noSuchKey();
    const at = now();
    const common = { ...leafCommon(tx, actor, at), keyId, revision: found.revision + 1 };
    const leaf = await act({ tx, key: found, at, common });
    if (!leaf.ok) return leaf;
    if (leaf.value) tx.record(leaf.value);
    return accept({ keyId, evidenceId: leaf.value?.id ?? null });
  });
}

export const leafCommon = (tx: WriteTx, actor: KeyManager, at: Date) => ({
  id: newId('evd'),
  tenant: tx.tenantId,
  by: { kind: actor.kind, id: principalOf(actor) },
  at,
});

/** The same for what makes a key. Answers the key as it is once all is durable. */
export async function keyOnce(
  actor: KeyManager,
  asked: { operation: string; key: string | null; request: unknown },
  act: (tx: WriteTx) => Promise<Result<Kept>>,
): Promise<Result<KeyActed>> {
  const result = await actOnce(actor, asked, act, (tx) => mayManage(tx, actor));
  if (!result.ok) return result;
  const { kept, placed, replayed } = result.value;
  const evidence = kept.evidenceId === null ? null : await positionOf(actor, kept.evidenceId, placed);
  const key = await withTenantRead(actor, (tx) => findKey(tx, kept.keyId));
  if (key === null) throw new Error('a committed key is missing');
  return accept({ key, evidence, replayed });
}

const mayManage = async (tx: WriteTx, actor: KeyManager): Promise<Refusal | null> =>
  actor.kind === 'human' ? personStands(tx, actor, managesKeys) : null;

export const noSuchKey = () => refuse('RESOURCE_NOT_FOUND', 'There is no such key.');

export const notActive = (message: string, hint = 'Look at the key again.') =>
  refuse('KEY_NOT_ACTIVE', message, { hint });

export const revokedForGood = () =>
  notActive('This key is revoked, and that is for good.', 'Issue another key.');
