import type postgres from 'postgres';
import { newId } from '@/db/new-id';
import { requestContext } from '@/db/request-context';
import { now } from '@/lib/clock';
import { type Actor, principalOf } from '@/lib/domain/actor';
import type { AuditEvent } from '@/lib/domain/audit/audit-event';
import { cutLongStrings, redactSecrets } from '@/lib/domain/calls/redact';
import type { Leaf } from '@/lib/domain/evidence/leaf';
import { isObject, valueAt } from '@/lib/domain/json/read-value';
import { cutText } from '@/lib/domain/text/cut-text';

/**
 * The rows of what an actor changed, as one JSON text: whatever cannot be written throws here and not at commit. Secrets
 * are taken out of what people wrote.
 */
export function auditRows(actor: Actor, events: readonly AuditEvent[]): string {
  const request = requestContext.getStore();
  const at = now().toISOString();
  const rows = events.map(({ type, subject, before, after, reason = null }) => ({
    id: newId('aud'),
    type,
    actor_kind: actor.kind,
    actor_id: principalOf(actor),
    channel: request?.channel ?? (actor.kind === 'human' ? 'ui' : 'system'),
    subject,
    before: kept(before),
    after: kept(after),
    reason: typeof reason === 'string' ? cutText(String(kept(reason)), 500) : null,
    correlation_id: request?.correlationId ?? null,
    at,
  }));
  return JSON.stringify(rows);
}

/** Writes rows into the chain of audit events of the transaction's tenant, which stays locked until commit. */
export async function appendAudit(sql: postgres.ISql<{ bigint: number }>, rows: string): Promise<void> {
  await sql`select audit_append(${rows}::text::jsonb)`;
}

const kept = (said: unknown): unknown => (said === null ? null : cutLongStrings(redactSecrets(said).value));

/** The event that a leaf is by itself, where the verb that left it says no more. */
export function eventOfLeaf({ event: type, subject, entry }: Leaf): AuditEvent {
  const payload = valueAt(JSON.parse(new TextDecoder().decode(entry)), 'payload');
  const side = (name: string) => {
    const found = valueAt(payload, name);
    return isObject(found) ? found : null;
  };
  const after = side('after') ?? (isObject(payload) ? payload : null);
  return { type, subject, before: side('before'), after };
}
