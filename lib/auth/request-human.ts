import 'server-only';
import { NextRequest } from 'next/server';
import type { Human } from '@/lib/domain/actor';
import { resolveSession } from '@/lib/use-cases/people/resolve-session';
import { sessionCookieName, sessionIdOf } from './session-cookie';

/** The session id that a request's cookie names, live or not. */
export async function sessionIdOfRequest(request: Request): Promise<string | null> {
  const { cookies } = new NextRequest(request.url, { headers: request.headers });
  return sessionIdOf(cookies.get(sessionCookieName())?.value);
}

/** The person whose live session cookie a request carries, or null. Throws when the row cannot be read. */
export async function humanOfRequest(request: Request): Promise<Human | null> {
  const sessionId = await sessionIdOfRequest(request);
  return sessionId === null ? null : resolveSession(sessionId);
}
