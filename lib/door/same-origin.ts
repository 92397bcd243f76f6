import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { isOwnOrigin } from './own-origin';

/** Proves that a state change by cookie comes from a page of ours. Without Origin the answer is no. */
export function sameOrigin(headers: Headers, publicUrl: string): Result<void> {
  const site = headers.get('sec-fetch-site');
  if (site === 'cross-site') return foreignOrigin();
  const origin = headers.get('origin');
  if (origin === null) {
    return refuse(
      'ORIGIN_NOT_ALLOWED',
      'A change made with a session cookie must say which page it comes from.',
      { hint: 'Send the Origin header.' },
    );
  }
  return isOwnOrigin(origin, headers.get('host'), publicUrl) ? accept(undefined) : foreignOrigin();
}

const foreignOrigin = () =>
  refuse('ORIGIN_NOT_ALLOWED', 'This request comes from a page of another site.', {
    hint: 'Use a page of this installation.',
  });
