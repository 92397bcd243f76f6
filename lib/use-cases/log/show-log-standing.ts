import { now } from '@/lib/clock';
import type { Agent, Human } from '@/lib/domain/actor';
import { accept, type Result } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';
import { type AuditedLog, auditedLogs } from './audited-logs';
import { brokenLog, brokenLogCount } from './broken-logs';

/**
 * Up to where this process has recomputed the tenant's log from its leaves to the signed head, or what is broken: nothing
 * can be signed, or the record that does not hold. A process that has just started has verified nothing.
 */
export function showLogStanding(actor: Agent | Human): Result<AuditedLog> {
  const denied = needsScope(actor, 'mcp:read:evidence');
  if (denied) return denied;
  const unsigned = brokenLog(actor.tenantId);
  if (unsigned !== null) return accept({ broken: unsigned });
  return accept(auditedLogs().get(actor.tenantId) ?? { verifiedTo: 0, at: now() });
}

/** Whether this process knows of no log that is broken. */
export const isEveryLogSound = (): boolean =>
  brokenLogCount() === 0 && [...auditedLogs().values()].every((audited) => !('broken' in audited));
