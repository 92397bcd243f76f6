import { retireKey } from '@/db/queries/key-changes';
import { lockKey } from '@/db/queries/keys';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { keyRotatedEvidence } from '@/lib/domain/evidence/key-evidence';
import { invalid } from '@/lib/domain/invalid';
import { type AgentKey, endOf, grantDigest, stateOf } from '@/lib/domain/keys/agent-key';
import { rotateKeySchema } from '@/lib/domain/keys/key-request';
import { exceedsOwner } from '@/lib/domain/keys/owner-ceiling';
import { accept, type Result } from '@/lib/domain/refusal';
import { selftestIssuer } from '@/lib/domain/selftest/selftest-identity';
import { type KeyManager, keyOnce, leafCommon, noSuchKey, notActive } from './act-on-key';
import type { KeyIssued } from './issue-key';
import { storeKey } from './store-key';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type Rotation = { grace_hours: number; days?: number | undefined };

/**
 * Gives a key a successor that allows the same, and answers the successor. The old token works on for the grace, and never
 * longer than it would have. UNTRUSTED INPUT: `input`.
 */
export async function rotateKey(
  actor: KeyManager,
  keyId: string,
  input: unknown,
  idempotencyKey: string | null,
): Promise<Result<KeyIssued>> {
  const parsed = rotateKeySchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  let token: string | null = null;
  const request = { keyId, ...parsed.data };
  const acted = await keyOnce(
    actor,
    { operation: 'key_rotate', key: idempotencyKey, request },
    async (tx) => {
      const successor = await succeed(tx, actor, keyId, parsed.data);
      if (!successor.ok) return successor;
      token = successor.value.token;
      return accept({ keyId: successor.value.id, evidenceId: successor.value.evidenceId });
    },
  );
  return acted.ok ? accept({ ...acted.value, token }) : acted;
}

async function succeed(
  tx: WriteTx,
  actor: KeyManager,
  keyId: string,
  { grace_hours: grace, days }: Rotation,
) {
  const key = await lockKey(tx, keyId);
  if (key === null) return noSuchKey();
  const at = now();
  const refused = notRotated(key, at);
  if (refused) return refused;
  const common = leafCommon(tx, actor, at);
  const graceUntil = earlier(new Date(at.getTime() + grace * hourMs), endOf(key));
  const lived = Math.max(1, Math.round((key.expiresAt.getTime() - key.createdAt.getTime()) / dayMs));
  const like = { ...key, ownerId: key.owner.id, days: days ?? lived, rotatedFrom: key.id };
  const stored = await storeKey(tx, like, common.by.id, at);
  await retireKey(tx, key.id, graceUntil);
  const validUntil = stored.expiresAt;
  tx.record(
    keyRotatedEvidence({
      ...common,
      keyId,
      revision: key.revision + 1,
      successor: stored.id,
      graceUntil,
      validUntil,
      grantDigest: grantDigest({ ...like, validUntil }),
    }),
  );
  return accept({ ...stored, evidenceId: common.id });
}

const whyNot = {
  retiring: 'This key has a successor already.',
  suspended: 'This key is suspended.',
  expired: 'This key has expired.',
  revoked: 'This key is revoked, and that is for good.',
} as const;

function notRotated(key: AgentKey, at: Date) {
  const state = stateOf(key, at);
  if (key.consent) return consented();
  if (key.createdBy === selftestIssuer)
    return notActive('This key is the boundary self-test’s, and ends with it.', 'Issue another key.');
  if (state !== 'active') return notActive(whyNot[state], 'Rotate a key that is in use, or issue another.');
  if (key.owner.disabled)
    return notActive('The person who owns this key was disabled.', 'Issue another key.');
  const beyond = exceedsOwner(key.terms.scopes, key.owner.role);
  return beyond && { ok: false as const, refusal: beyond };
}

// The successor would be a token of its own, bound to no resource and no client.
const consented = () =>
  notActive(
    'This key came from a consent: its client renews its tokens itself, and nobody else holds one.',
    'Revoke it, and let the program ask for consent again.',
  );

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
