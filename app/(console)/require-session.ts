import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { currentSession } from '@/lib/auth/session';

/** The live session of this request; without one the browser goes to sign in and comes back to this address. */
export async function requireSession(): Promise<NonNullable<Awaited<ReturnType<typeof currentSession>>>> {
  const session = await currentSession();
  if (session !== null) return session;
  const path = (await headers()).get('x-path') ?? '/drafts';
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
}
