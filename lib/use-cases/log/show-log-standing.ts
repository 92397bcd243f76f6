import { now } from '@/lib/clock';
import type { Agent, Human } from '@/lib/domain/actor';
import { accept, type Result } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';
import { everyKnown, hasLookedAtAll, knownOf, type LogFinding, type VerifiedLog } from './log-standings';

/**
 * How a log stands: broken, or verified up to a signed head. `unsigned` where what signs it has failed, which may pass; what
 * was signed before stays verified.
 */
export type LogStanding = { broken: LogFinding } | (VerifiedLog & { unsigned: LogFinding | null });

/**
 * Up to where this process has recomputed the tenant's log from its leaves to the signed head, or what is broken: it is not
 * what was signed before, or a record does not hold. A process that has just started has verified nothing.
 */
export function showLogStanding(actor: Agent | Human): Result<LogStanding> {
  const denied = needsScope(actor, 'mcp:read:evidence');
  if (denied) return denied;
  const { unsigned, broken, verified } = knownOf(actor.tenantId);
  if (unsigned?.code === 'LOG_NOT_SIGNABLE') return accept({ broken: toFinding(unsigned) });
  if (broken) return accept({ broken: toFinding(broken) });
  const { verifiedTo, at } = verified ?? { verifiedTo: 0, at: now() };
  return accept({ verifiedTo, at, unsigned: unsigned ? toFinding(unsigned) : null });
}

export type WorstStanding = 'sound' | 'unverified' | 'unsigned' | 'broken';

const toFinding = ({ code, message, since }: LogFinding): LogFinding => ({ code, message, since });

/** The worst that this process knows of any log; `unverified` until it has looked at each of them once. */
export function worstStanding(): WorstStanding {
  let worst: WorstStanding = hasLookedAtAll() ? 'sound' : 'unverified';
  for (const { unsigned, broken } of everyKnown()) {
    if (broken || unsigned?.code === 'LOG_NOT_SIGNABLE') return 'broken';
    if (unsigned) worst = 'unsigned';
  }
  return worst;
}
