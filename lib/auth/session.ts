import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import type { Human } from '@/lib/domain/actor';
import { type LiveSession, liveSession } from '@/lib/use-cases/people/resolve-session';
import { sessionCookieName, sessionIdOf } from './session-cookie';

/**
 * The live session of this request, read from its row once per render and never kept longer. Throws when the row cannot
 * be read: an unknown session reads nothing.
 */
export const currentSession = cache(async (): Promise<LiveSession | null> => {
  const sessionId = await sessionIdOf((await cookies()).get(sessionCookieName())?.value);
  return sessionId === null ? null : liveSession(sessionId);
});

/** The person who is signed in, or null. */
export const currentHuman = async (): Promise<Human | null> => (await currentSession())?.human ?? null;
