/** How an attempt ended. `started`: it is on its way, or its process is; `interrupted`: that process is gone. */
export const attemptOutcomes = [
  'started',
  'interrupted',
  'delivered',
  'refused',
  'gone',
  'redirected',
  'timed_out',
  'unreachable',
  'tls_failed',
  'name_unknown',
  'address_refused',
  'secret_unreadable',
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** Why nothing more is sent: what the last attempt came to, or the control plane was removed. */
export const deathReasons = [...attemptOutcomes, 'control_plane_removed'] as const;
export type DeathReason = (typeof deathReasons)[number];

/** What came of one attempt. `retryAfterMs` is the receiver's wish. */
export type AttemptResult = {
  outcome: Exclude<AttemptOutcome, 'started' | 'interrupted'>;
  statusClass: number | null;
  durationMs: number;
  retryAfterMs: number | null;
};

/** Standard Webhooks: any 2xx is success, 410 asks to stop for good, a redirect is a failure and never followed. */
export function outcomeOfStatus(status: number): 'delivered' | 'gone' | 'redirected' | 'refused' {
  if (status >= 200 && status < 300) return 'delivered';
  if (status === 410) return 'gone';
  return status >= 300 && status < 400 ? 'redirected' : 'refused';
}
