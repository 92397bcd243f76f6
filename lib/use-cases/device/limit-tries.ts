import { createHmac } from 'node:crypto';
import { newId } from '@/db/new-id';
import { forgetAttempts, insertAttempts, lockSubject, nthLatestAttempt } from '@/db/queries/sign-in-attempts';
import type { WriteTx } from '@/db/tenant';
import { config } from '@/lib/config';
import { signInLimit, waitWords } from '@/lib/domain/people/sign-in-limit';
import { type Refusal, refuse } from '@/lib/domain/refusal';

const windowMs = signInLimit.windowMinutes * 60_000;

/** What keys the hashes of everything that is counted or looked up before a login. Throws when the process has none. */
export function authSecret(): string {
  const { authSecret: secret } = config();
  if (secret === null) throw new Error('AUTH_SECRET is not set');
  return secret;
}

/** Counts one more of these within the window of a sign-in, in the nil tenant's transaction; a refusal when it is too many. */
export async function limitTries(
  tx: WriteTx,
  { what, max, at }: { what: string; max: number; at: Date },
): Promise<Refusal | null> {
  const subject = createHmac('sha256', authSecret()).update(what).digest();
  const since = new Date(at.getTime() - windowMs);
  await lockSubject(tx, subject);
  const blocking = await nthLatestAttempt(tx, subject, max, since);
  if (blocking !== null) {
    const wait = waitWords(blocking.getTime() + windowMs - at.getTime());
    return refuse('RATE_LIMITED', `Too many tries. Try again in ${wait}.`).refusal;
  }
  await insertAttempts(tx, [{ id: newId('try'), subject, at }]);
  await forgetAttempts(tx, since);
  return null;
}
