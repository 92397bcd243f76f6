import 'server-only';
import Credentials from 'next-auth/providers/credentials';
import type { Result } from '@/lib/domain/refusal';
import { signInWithPassword } from '@/lib/use-cases/people/sign-in-with-password';
import type { SignedIn } from '@/lib/use-cases/people/signed-in';
import { faultCode } from './fault-code';

/** Local accounts. `address` is the client's, for the limit. */
export const localAccounts = (address: string | null) =>
  Credentials({
    name: 'Local account',
    credentials: {
      email: { label: 'E-mail', type: 'email' },
      password: { label: 'Password', type: 'password' },
    },
    async authorize(posted) {
      const result = await attempt(posted, address);
      if (result.ok) return { id: result.value.human.userId, sid: result.value.sessionId };
      if (result.refusal.code === 'UNAUTHENTICATED') return null;
      // next-auth puts the message into the address of the sign-in page: it is a code of ours and never a thrown text.
      throw new Error(result.refusal.code);
    },
  });

async function attempt(posted: unknown, address: string | null): Promise<Result<SignedIn>> {
  try {
    return await signInWithPassword(posted, address);
  } catch (fault) {
    faultCode('sign-in', fault);
    return { ok: false, refusal: { code: 'SERVICE_UNAVAILABLE', message: 'Signing in does not work now.' } };
  }
}
