import { newId } from '@/db/new-id';
import {
  type Attempt,
  forgetAttempts,
  forgiveAttempts,
  insertAttempts,
  lockSubject,
  nilTenant,
  nthLatestAttempt,
} from '@/db/queries/sign-in-attempts';
import { type WriteTx, withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import { addressGroup, attemptSubject, signInLimit, waitWords } from '@/lib/domain/people/sign-in-limit';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { isEverybodysAddress } from './everybodys-address';
import { doorkeeper } from './signed-in';

/** A counted try: `uncount` takes it back, because no password was looked at; `forgive` also the failures before it. */
export type Counted = { uncount: () => Promise<void>; forgive: () => Promise<void> };

type Limit = { subject: Buffer; max: number };
const windowMs = signInLimit.windowMinutes * 60_000;
const door = doorkeeper(nilTenant);

/**
 * Counts a sign-in as failed before the password is looked at; a success takes it back. Parallel guesses cannot pass
 * the limit together. If the count cannot be written this throws, and nobody signs in.
 */
export async function countAttempt(email: string, address: string | null): Promise<Result<Counted>> {
  const secret = config().authSecret;
  if (secret === null) throw new Error('AUTH_SECRET is not set');
  const account = attemptSubject(secret, 'account', email);
  const group = addressGroup(address);
  // Where everybody has one address the pair is the account: ten failures there stop it for all who come that way.
  const pair = attemptSubject(secret, 'pair', `${group} ${email}`);
  const limits = [
    { subject: pair, max: signInLimit.perPair },
    { subject: account, max: signInLimit.perAccount },
  ];
  if (!isEverybodysAddress(address, config().trustProxy)) {
    limits.push({ subject: attemptSubject(secret, 'address', group), max: signInLimit.perAddress });
  }
  const at = now();
  const attempts = limits.map(({ subject }) => ({ id: newId('try'), subject, at }));
  const { value: freeAt } = await withTenant(door, (tx) => count(tx, limits, attempts, at));
  if (freeAt !== null) {
    const wait = waitWords(freeAt - at.getTime());
    return refuse('RATE_LIMITED', `Too many failed sign-ins. Try again in ${wait}.`);
  }
  const ids = attempts.map(({ id }) => id);
  const takeBack = async (subject: Buffer | null) => {
    await withTenant(door, (tx) => forgiveAttempts(tx, ids, subject));
  };
  return accept({ uncount: () => takeBack(null), forgive: () => takeBack(pair) });
}

/** Null when the tries were counted, else the time in milliseconds at which one more is allowed. */
async function count(tx: WriteTx, limits: readonly Limit[], attempts: readonly Attempt[], at: Date) {
  const since = new Date(at.getTime() - windowMs);
  // One order for everybody: two tries wait for each other and never deadlock.
  for (const { subject } of limits.toSorted((a, b) => Buffer.compare(a.subject, b.subject))) {
    await lockSubject(tx, subject);
  }
  let freeAt: number | null = null;
  for (const { subject, max } of limits) {
    const blocking = await nthLatestAttempt(tx, subject, max, since);
    if (blocking !== null) freeAt = Math.max(freeAt ?? 0, blocking.getTime() + windowMs);
  }
  if (freeAt === null) await insertAttempts(tx, attempts);
  await forgetAttempts(tx, since);
  return freeAt;
}
