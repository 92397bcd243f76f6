import type { RecordedCall } from '@/lib/domain/calls/recorded-call';

type Call = Pick<RecordedCall, 'decision' | 'outcome' | 'error_code'>;

/** What people read for how the policy decided. */
export const decisionNames = {
  allow: 'Allowed',
  deny: 'Denied',
  require_approval: 'Needed approval',
} satisfies Record<RecordedCall['decision'], string>;

/** What people read for how a call ended. */
export const outcomeNames = {
  ok: 'Answered',
  denied: 'Denied',
  error: 'Failed',
  timeout: 'Timed out',
} satisfies Record<RecordedCall['outcome'], string>;

/** How one call ended, and how that looks. */
export function endOf({ decision, outcome }: Call): { words: string; look: string } {
  if (decision !== 'allow') return { words: decisionNames[decision], look: 'chip bad' };
  if (outcome === 'ok') return { words: outcomeNames.ok, look: 'chip ok' };
  return { words: outcomeNames[outcome], look: 'chip warn' };
}
