import type { WriteTx } from '@/db/tenant';
import type { KeyTerms } from '@/lib/domain/keys/key-terms';

/** Every one of these is one revision of the key, and the database asks for its leaf. */
type Change = { id: string; by: string; at: Date };

export async function changeTerms({ sql }: WriteTx, id: string, terms: KeyTerms): Promise<void> {
  await sql`
    update agent_keys set ${sql(terms)}, revision = revision + 1
    where tenant_id = current_tenant() and id = ${id}`;
}

export async function suspendKey({ sql }: WriteTx, { id, by, at }: Change, reason: string): Promise<void> {
  await sql`
    update agent_keys set status = 'suspended', suspended_by = ${by}, suspended_at = ${at}, status_reason = ${reason},
      revision = revision + 1
    where tenant_id = current_tenant() and id = ${id}`;
}

export async function resumeKey({ sql }: WriteTx, id: string, reason: string): Promise<void> {
  await sql`
    update agent_keys set status = 'active', suspended_by = null, suspended_at = null, status_reason = ${reason},
      revision = revision + 1
    where tenant_id = current_tenant() and id = ${id}`;
}

export async function revokeKey(
  { sql }: WriteTx,
  { id, by, at }: Change,
  reason: string | null,
): Promise<void> {
  await sql`
    update agent_keys set status = 'revoked', revoked_by = ${by}, revoked_at = ${at}, status_reason = ${reason},
      revision = revision + 1
    where tenant_id = current_tenant() and id = ${id}`;
}

/** A successor has taken over; the old token works until then. */
export async function retireKey({ sql }: WriteTx, id: string, graceUntil: Date): Promise<void> {
  await sql`
    update agent_keys set grace_until = ${graceUntil}, revision = revision + 1
    where tenant_id = current_tenant() and id = ${id}`;
}
