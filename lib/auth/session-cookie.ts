import 'server-only';
import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { config } from '@/lib/config';

/** True where people reach us over https: cookies are then Secure and carry the prefixes that prove it. */
export const cookiesAreSecure = (): boolean => config().publicUrl.startsWith('https://');

/** next-auth's own name for the cookie, so that `/api/auth` and every other door read the same one. */
export const sessionCookieName = (): string =>
  `${cookiesAreSecure() ? '__Secure-' : ''}next-auth.session-token`;

/** What signs and encrypts the cookie. Throws when the process has none. */
export function cookieSecret(): string {
  const { authSecret } = config();
  if (authSecret === null) throw new Error('AUTH_SECRET is not set');
  return authSecret;
}

/** All that a token says: which session row to look at. */
export const sessionTokenSchema = z.object({ sid: z.string().regex(/^ses_[0-9A-Z]{26}$/) });

/** The session id in a cookie value, which is attacker-controlled, or null when it is not one of our tokens. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  const secret = cookieSecret();
  const token = await decode({ token: cookie, secret }).catch(() => null);
  return sessionTokenSchema.safeParse(token).data?.sid ?? null;
}
