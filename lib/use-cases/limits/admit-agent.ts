import { admitRequest, type NotAdmitted } from '@/db/queries/mcp-admit';
import type { Agent } from '@/lib/domain/actor';
import { stoppedRefusal, stopScopes } from '@/lib/domain/limits/stop';
import type { AdmitRuleId } from '@/lib/domain/policy/rule-id';
import { type Refusal, refuse } from '@/lib/domain/refusal';

/** What a request is about, as far as a stop could cover it. */
export type About = { tool: string | null; run: string | null };

export type Admitted =
  | { ok: true; probe: boolean }
  | { ok: false; refusal: Refusal; rule: AdmitRuleId; noted: boolean };

/**
 * Whether one request of a proven key is let in: stops, its circuit breaker, its limit. Asked once per request. A database
 * that cannot be asked has let nothing in: this throws.
 */
export async function admitAgent(agent: Agent, about: About): Promise<Admitted> {
  const admission = await admitRequest(agent, { ...about, spend: true });
  if (admission.rule === null) return { ok: true, probe: admission.verdict === 'probe' };
  const { rule, noted } = admission;
  return { ok: false, refusal: refusalOf(admission), rule, noted: noted ?? true };
}

/** Why a request that was let in must end now, or null: somebody stopped what it belongs to. */
export async function stoppedNow(agent: Agent, about: About): Promise<Refusal | null> {
  const admission = await admitRequest(agent, { ...about, spend: false });
  return admission.rule === null ? null : refusalOf(admission);
}

function refusalOf({ verdict, rule, retry_after: seconds }: NotAdmitted): Refusal {
  const later = seconds === null ? {} : { retryAfterSeconds: seconds };
  if (verdict === 'limited') {
    return refuse('RATE_LIMITED', 'This key has asked as often as it may for now.', later).refusal;
  }
  if (verdict === 'open') {
    return refuse(
      'CIRCUIT_OPEN',
      'Too much of what this key asked was refused. It is let in again later.',
      later,
    ).refusal;
  }
  const scope = stopScopes.find((known) => rule === `stop:${known}`) ?? 'tenant';
  const refusal = stoppedRefusal(scope);
  return refusal.code === 'RUN_STOPPED' ? refusal : { ...refusal, ...later };
}
