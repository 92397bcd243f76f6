import type { TenantTx, WriteTx } from '@/db/tenant';
import type { Role } from '@/lib/domain/actor';

export type NewInvitation = {
  id: string;
  role: Role;
  token_hash: Buffer;
  created_by: string;
  created_at: Date;
  expires_at: Date;
};

export async function insertInvitation({ sql, tenantId }: WriteTx, invitation: NewInvitation): Promise<void> {
  await sql`insert into invitations ${sql({ ...invitation, tenant_id: tenantId })}`;
}

export type Invitation = { id: string; role: Role; expires_at: Date; accepted_at: Date | null };

/** Locked until commit: of two people who use one invitation at once, the second finds it accepted. */
export async function lockInvitation({ sql }: TenantTx, tokenHash: Buffer): Promise<Invitation | null> {
  const [row] = await sql<Invitation[]>`
    select id, role, expires_at, accepted_at from invitations
    where tenant_id = current_tenant() and token_hash = ${tokenHash} for update`;
  return row ?? null;
}

export async function acceptInvitation({ sql }: WriteTx, id: string, userId: string, at: Date) {
  const { count } = await sql`
    update invitations set accepted_by = ${userId}, accepted_at = ${at}
    where tenant_id = current_tenant() and id = ${id} and accepted_at is null`;
  if (count !== 1) throw new Error('the invitation was accepted twice');
}
