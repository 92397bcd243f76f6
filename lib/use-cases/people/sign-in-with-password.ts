import { z } from 'zod';
import { loginByEmail } from '@/db/queries/before-tenant';
import { withTenant } from '@/db/tenant';
import { nobodysPasswordHash, provesPassword } from '@/lib/domain/people/password';
import { emailSchema } from '@/lib/domain/people/person';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { countAttempt } from './count-attempt';
import { deriveInTurn } from './derive-in-turn';
import { openSession } from './open-session';
import { doorkeeper, type SignedIn, signedIn } from './signed-in';

const credentialsSchema = z.object({ email: emailSchema, password: z.string().min(1).max(200) });

/**
 * Opens a session for a local account. An unknown e-mail, a wrong password and a disabled account read the same and
 * take the same time. `posted` is what arrived from outside, unparsed; `address` is the client's, for the limit.
 */
export async function signInWithPassword(posted: unknown, address: string | null): Promise<Result<SignedIn>> {
  const credentials = credentialsSchema.safeParse(posted);
  if (!credentials.success) return wrongCredentials();
  const { email, password } = credentials.data;
  const attempt = await countAttempt(email, address);
  if (!attempt.ok) return attempt;
  const login = await loginByEmail(email);
  const stored = login?.password_hash ?? nobodysPasswordHash;
  const proven = await deriveInTurn(() => provesPassword(password, stored));
  if (!proven.ok) {
    await attempt.value.uncount();
    return proven;
  }
  if (login === null || !proven.value || login.disabled_at !== null) return wrongCredentials();
  await attempt.value.forgive();
  const { value: sessionId } = await withTenant(doorkeeper(login.tenant_id), (tx) =>
    openSession(tx, login.id),
  );
  return accept(signedIn(login, sessionId));
}

const wrongCredentials = () => refuse('UNAUTHENTICATED', 'That e-mail and password do not belong together.');
