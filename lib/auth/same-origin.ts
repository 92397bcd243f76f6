import { accept, type Result, refuse } from '@/lib/domain/refusal';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Proves that a state change by cookie comes from a page of ours. Origin must be the public origin, or, on a loopback
 * name, exactly the address that was asked. Without Origin the answer is no.
 */
export function sameOrigin(headers: Headers, publicUrl: string): Result<void> {
  const site = headers.get('sec-fetch-site');
  if (site === 'cross-site') return foreignOrigin();
  const origin = headers.get('origin');
  if (origin === null) {
    return refuse(
      'ORIGIN_NOT_ALLOWED',
      'A change made with a session cookie must say which page it comes from.',
      {
        hint: 'Send the Origin header.',
      },
    );
  }
  return ourOrigin(origin, headers.get('host'), publicUrl) ? accept(undefined) : foreignOrigin();
}

/** Both are attacker-controlled: a Host other than a loopback name never vouches for an Origin. */
function ourOrigin(origin: string, host: string | null, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  if (origin === new URL(publicUrl).origin) return true;
  const asked = new URL(origin);
  return asked.origin === origin && asked.host === host && loopback.has(asked.hostname);
}

const foreignOrigin = () =>
  refuse('ORIGIN_NOT_ALLOWED', 'This request comes from a page of another site.', {
    hint: 'Use a page of this installation.',
  });
