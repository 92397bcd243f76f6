import { admitRequest, type NotAdmitted } from '@/db/queries/mcp-admit';
import type { Agent } from '@/lib/domain/actor';
import { stopScopes } from '@/lib/domain/limits/stop';
import type { AdmitRuleId } from '@/lib/domain/policy/rule-id';
import { type Refusal, refuse } from '@/lib/domain/refusal';
import { type About, stoppedRequest } from './stopped-now';

export type Admitted =
  | { ok: true; probe: boolean }
  | { ok: false; refusal: Refusal; rule: AdmitRuleId; noted: boolean };

/**
 * Whether one request of a proven key is let in: stops, its circuit breaker, its limit. Asked once per request. A database
 * that cannot be asked has let nothing in: this throws.
 */
export async function admitAgent(agent: Agent, about: About): Promise<Admitted> {
  const admission = await admitRequest(agent, about);
  if (admission.rule === null) return { ok: true, probe: admission.verdict === 'probe' };
  const { rule, noted } = admission;
  return { ok: false, refusal: refusalOf(admission), rule, noted };
}

function refusalOf({ verdict, rule, retry_after: seconds }: NotAdmitted): Refusal {
  switch (verdict) {
    case 'limited':
      return refuse('RATE_LIMITED', 'This key has asked as often as it may for now.', {
        retryAfterSeconds: seconds,
      }).refusal;
    case 'open':
      return refuse(
        'CIRCUIT_OPEN',
        'Too much of what this key asked was refused. It is let in again later.',
        {
          retryAfterSeconds: seconds,
        },
      ).refusal;
    case 'stopped':
      return stoppedRequest(stopScopes.find((known) => rule === `stop:${known}`) ?? 'tenant');
  }
}
