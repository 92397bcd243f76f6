import type { WriteTx } from '@/db/tenant';

/** The tenant of what belongs to no tenant. No tenant can have this id. */
export const nilTenant = '00000000-0000-0000-0000-000000000000';

export type Attempt = { id: string; subject: Buffer; at: Date };

/** Waits for everybody else who counts against this subject, until commit. */
export async function lockSubject({ sql }: WriteTx, subject: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(${String(subject.readBigInt64BE(0))}::bigint)`;
}

/** When the `nth` latest try since then was made, or null when there were fewer. */
export async function nthLatestAttempt({ sql }: WriteTx, subject: Buffer, nth: number, since: Date) {
  const [row] = await sql<{ at: Date }[]>`
    select at from sign_in_attempts
    where tenant_id = current_tenant() and subject = ${subject} and at > ${since}
    order by at desc offset ${nth - 1} limit 1`;
  return row?.at ?? null;
}

export async function insertAttempts({ sql, tenantId }: WriteTx, attempts: readonly Attempt[]) {
  await sql`insert into sign_in_attempts ${sql(attempts.map((attempt) => ({ ...attempt, tenant_id: tenantId })))}`;
}

/** Removes these tries and, where a subject is given, every try against it. */
export async function forgiveAttempts({ sql }: WriteTx, ids: readonly string[], subject: Buffer | null) {
  await sql`
    delete from sign_in_attempts
    where tenant_id = current_tenant() and (id = any(${[...ids]}) or subject = ${subject})`;
}

/** Removes what no longer counts. One transaction at a time does it; the others do not wait. */
export async function forgetAttempts({ sql }: WriteTx, until: Date): Promise<void> {
  await sql`
    delete from sign_in_attempts
    where tenant_id = current_tenant() and at <= ${until}
      and (select pg_try_advisory_xact_lock(hashtext('sign_in_attempts')))`;
}
