import type { TenantTx, WriteTx } from '@/db/tenant';

/** What a confirmation was given for. */
export type Confirmed = { userId: string; draftId: string; proposedSpecDigest: string };
export type Confirmation = {
  id: string;
  expiresAt: Date;
  usedAt: Date | null;
  /** Codes of the flags that were ticked. */
  acknowledgedFlags: readonly string[];
};

export async function insertConfirmation(
  { sql, tenantId }: WriteTx,
  { userId, draftId, proposedSpecDigest }: Confirmed,
  row: { id: string; acknowledged_flags: readonly string[]; created_at: Date; expires_at: Date },
): Promise<void> {
  const of = { user_id: userId, draft_id: draftId, proposed_spec_digest: proposedSpecDigest };
  await sql`insert into apply_confirmations ${sql({ ...row, ...of, tenant_id: tenantId })}`;
}

/** The latest of this person for exactly this digest, or null. */
export async function latestConfirmation({ sql }: TenantTx, of: Confirmed): Promise<Confirmation | null> {
  const [row] = await sql<Confirmation[]>`
    select id, expires_at as "expiresAt", used_at as "usedAt", acknowledged_flags as "acknowledgedFlags"
    from apply_confirmations
    where tenant_id = current_tenant() and user_id = ${of.userId} and draft_id = ${of.draftId}
      and proposed_spec_digest = ${of.proposedSpecDigest}
    order by created_at desc, id desc limit 1`;
  return row ?? null;
}

/** True for the one who uses it; everybody after finds it used. */
export async function useConfirmation({ sql }: WriteTx, id: string, at: Date): Promise<boolean> {
  const { count } = await sql`
    update apply_confirmations set used_at = ${at}
    where tenant_id = current_tenant() and id = ${id} and used_at is null and expires_at > ${at}`;
  return count === 1;
}

/** Removes what this person confirmed before then. */
export async function forgetConfirmations({ sql }: WriteTx, userId: string, before: Date): Promise<void> {
  await sql`
    delete from apply_confirmations
    where tenant_id = current_tenant() and user_id = ${userId} and expires_at < ${before}`;
}

/** Whether a browser or a terminal opened this session; null when it is not there. */
export async function kindOfSession({ sql }: TenantTx, id: string): Promise<'browser' | 'cli' | null> {
  const [row] = await sql<{ kind: 'browser' | 'cli' }[]>`
    select kind from sessions where tenant_id = current_tenant() and id = ${id}`;
  return row?.kind ?? null;
}
