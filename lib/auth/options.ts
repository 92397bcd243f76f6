import 'server-only';
import type { AuthOptions, Session } from 'next-auth';
import { config } from '@/lib/config';
import { sessionHours } from '@/lib/domain/people/person';
import { type LiveSession, liveSession } from '@/lib/use-cases/people/resolve-session';
import { localAccounts } from './credentials-provider';
import { faultCode } from './fault-code';
import { cookieSecret, cookiesAreSecure, sessionTokenSchema } from './session-cookie';
import { enterWithClaims, singleSignOn } from './single-sign-on';

declare module 'next-auth' {
  /** What our providers hand to the jwt callback: the session row that sign-in has opened. */
  interface User {
    sid?: string;
  }
}

/** What a request brings to a sign-in besides its form. Both are attacker-controlled. */
export type SignInContext = { address: string | null; invitation: string | null };

/**
 * next-auth's settings. The token names a session row and nothing else, so that every answer comes from the row as it
 * stands; no callback throws, because a thrown error would delete the cookie.
 */
export function authOptions(context: SignInContext = { address: null, invitation: null }): AuthOptions {
  const { publicUrl } = config();
  const oidc = singleSignOn();
  const maxAge = sessionHours * 3600;
  return {
    secret: cookieSecret(),
    useSecureCookies: cookiesAreSecure(),
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    session: { strategy: 'jwt', maxAge },
    jwt: { maxAge },
    providers: [localAccounts(context.address), ...(oidc === null ? [] : [oidc])],
    logger: { error: logged, warn: () => {}, debug: () => {} },
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== 'oauth') return true;
        const entered = await enterWithClaims(profile, context.invitation);
        if ('error' in entered) return `${publicUrl}/sign-in?error=${entered.error}`;
        user.sid = entered.sid;
        return true;
      },
      jwt: ({ token, user }) => ({ sid: user?.sid ?? token['sid'] }),
      session: ({ session, token }) => describe(session, sessionTokenSchema.safeParse(token).data?.sid),
      redirect: ({ url, baseUrl }) => (isOurs(url, baseUrl) ? new URL(url, baseUrl).href : baseUrl),
    },
  };
}

/**
 * Says who is signed in, from the row; nothing when the session is over, as next-auth does without a cookie. A row that
 * could not be read makes the session unknown: neither live nor over, and it may read nothing.
 */
async function describe(session: Session, sid: string | undefined): Promise<Session> {
  for (const key of Object.keys(session)) Reflect.deleteProperty(session, key);
  try {
    const live = sid === undefined ? null : await liveSession(sid);
    return live === null ? session : Object.assign(session, published(live));
  } catch (fault) {
    faultCode('session', fault);
    return Object.assign(session, { error: 'SESSION_UNKNOWN' });
  }
}

function published({ human, tenant, expiresAt }: LiveSession) {
  const { userId: id, name, email, role, tenantId } = human;
  return { user: { id, name, email, role, tenant, tenantId }, expires: expiresAt.toISOString() };
}

function isOurs(url: string, baseUrl: string): boolean {
  return URL.canParse(url, baseUrl) && new URL(url, baseUrl).origin === baseUrl;
}

/** Codes alone: what next-auth hands over beside them may hold tokens and claims. A stale cookie is no error. */
function logged(code: string): void {
  if (code === 'JWT_SESSION_ERROR') return;
  process.stderr.write(`next-auth: ${/^[A-Z0-9_]{1,60}$/.test(code) ? code : 'UNNAMED_ERROR'}\n`);
}
