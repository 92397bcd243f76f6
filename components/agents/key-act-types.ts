import type { KeyVerb } from '@/lib/domain/keys/key-verb';
import type { Result } from '@/lib/domain/refusal';

/** `personId` is the person the page was rendered for; the server compares it with who is signed in. */
export type KeyActInput = {
  keyId: string;
  verb: KeyVerb;
  reason: string;
  graceHours: number;
  personId: string;
  idempotencyKey: string;
};
export type KeyAction = (input: KeyActInput) => Promise<Result<{ keyId: string; token: string | null }>>;
