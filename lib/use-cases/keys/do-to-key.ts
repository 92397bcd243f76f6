import type { Human } from '@/lib/domain/actor';
import type { KeyVerb } from '@/lib/domain/keys/key-verb';
import { accept, type Result } from '@/lib/domain/refusal';
import type { KeyActed } from './act-on-key';
import { revokeKey } from './revoke-key';
import { rotateKey } from './rotate-key';
import { resumeKey, suspendKey } from './suspend-key';

export type KeyAsked = {
  keyId: string;
  verb: KeyVerb;
  reason: string;
  graceHours: number;
  idempotencyKey: string;
};

/** `token` is that of a successor, this once. */
export type KeyDone = { keyId: string; token: string | null };

/** Does it, as the person asked for it. */
export async function doToKey(human: Human, asked: KeyAsked): Promise<Result<KeyDone>> {
  const { keyId, verb, reason, graceHours, idempotencyKey } = asked;
  if (verb === 'rotate') {
    const next = await rotateKey(human, keyId, { grace_hours: graceHours }, idempotencyKey);
    return next.ok ? accept({ keyId: next.value.key.id, token: next.value.token }) : next;
  }
  const acted = await verbs[verb](human, keyId, { reason }, idempotencyKey);
  return acted.ok ? accept({ keyId: acted.value.key.id, token: null }) : acted;
}

const verbs: Record<
  Exclude<KeyVerb, 'rotate'>,
  (human: Human, keyId: string, input: unknown, key: string) => Promise<Result<KeyActed>>
> = { suspend: suspendKey, resume: resumeKey, revoke: revokeKey };
