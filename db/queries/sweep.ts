import 'server-only';
import { pool } from '@/db/pool';
import type { TenantTx, WriteTx } from '@/db/tenant';

/** Tenants in which drafts are due, in no order. Knows their ids and nothing else of them. */
export async function tenantsDue(limit: number): Promise<string[]> {
  const rows = await pool()<{ tenant_id: string }[]>`select tenant_id from tenants_due(${limit})`;
  return rows.map(({ tenant_id }) => tenant_id);
}

/** The same for tenants that hold expired drafts beyond their retention. */
export async function tenantsPurgeable(limit: number): Promise<string[]> {
  const rows = await pool()<{ tenant_id: string }[]>`select tenant_id from tenants_purgeable(${limit})`;
  return rows.map(({ tenant_id }) => tenant_id);
}

/** The same for tenants whose oldest calls are older than `days`. */
export async function tenantsWithOldCalls(days: number, limit: number): Promise<string[]> {
  const rows = await pool()<{ tenant_id: string }[]>`
    select tenant_id from tenants_with_old_calls(${days}, ${limit})`;
  return rows.map(({ tenant_id }) => tenant_id);
}

/** The same for tenants that keep what OAuth gave out for keys that ended `days` ago, or requests that ran out then. */
export async function tenantsWithOldOAuth(days: number, limit: number): Promise<string[]> {
  const rows = await pool()<{ tenant_id: string }[]>`
    select tenant_id from tenants_with_old_oauth(${days}, ${limit})`;
  return rows.map(({ tenant_id }) => tenant_id);
}

/** Removes codes and tokens of keys that ended `days` ago, and requests that ran out then; how many. */
export async function deleteOldOAuth(
  { sql }: WriteTx,
  { days, most }: { days: number; most: number },
): Promise<number> {
  const before = sql`now() - make_interval(days => ${days})`;
  const secrets = await sql`
    with old as (
      select s.id from oauth_secrets s join agent_keys k on k.tenant_id = s.tenant_id and k.id = s.key_id
      where s.tenant_id = current_tenant() and least(k.expires_at, k.revoked_at, k.grace_until) < ${before}
      order by s.id limit ${most})
    delete from oauth_secrets s using old where s.tenant_id = current_tenant() and s.id = old.id`;
  const requests = await sql`
    with old as (
      select id from oauth_requests where tenant_id = current_tenant() and expires_at < ${before}
      order by id limit ${most - secrets.count})
    delete from oauth_requests r using old where r.tenant_id = current_tenant() and r.id = old.id`;
  return secrets.count + requests.count;
}

type Purged = { removed: number; through_seq: number | null; anchor_hash: Buffer | null };

/** Removes the oldest calls of the tenant, and where the rest goes on; null when none was old enough. */
export async function purgeCalls(
  { sql }: WriteTx,
  { days, most, at }: { days: number; most: number; at: Date },
): Promise<{ removed: number; throughSeq: number; anchorHash: string } | null> {
  const [purged] = await sql<Purged[]>`
    select removed, through_seq, anchor_hash from calls_purge(${days}, ${most}, ${at})`;
  if (!purged || purged.through_seq === null || purged.anchor_hash === null) return null;
  const anchorHash = `sha256:${purged.anchor_hash.toString('hex')}`;
  return { removed: purged.removed, throughSeq: purged.through_seq, anchorHash };
}

/**
 * Takes the right to sweep one batch, held until commit. A number is how many milliseconds to wait before anybody may;
 * null when another process is sweeping.
 */
export async function holdPace({ sql }: WriteTx): Promise<number | null> {
  const [row] = await sql<{ wait: number }[]>`
    select case when free_at > clock_timestamp()
      then ceil(extract(epoch from free_at - clock_timestamp()) * 1000)::int else 0 end as wait
    from sweep_pace for update skip locked`;
  return row?.wait ?? null;
}

/** pending -> expired for what is due, the longest overdue first. Drafts that somebody is deciding are left to them. */
export async function markExpired({ sql }: WriteTx, limit: number): Promise<{ id: string; at: Date }[]> {
  return await sql<{ id: string; at: Date }[]>`
    with due as (
      select id from drafts where tenant_id = current_tenant() and status = 'pending' and expires_at <= now()
      order by expires_at, id limit ${limit} for update skip locked)
    update drafts d set status = 'expired', expired_at = d.expires_at, lock_version = d.lock_version + 1
    from due where d.tenant_id = current_tenant() and d.id = due.id returning d.id, d.expires_at as at`;
}

/** Removes expired drafts beyond the tenant's retention, the oldest first. */
export async function deleteExpired({ sql }: WriteTx, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with old as (
      select d.id from drafts d join tenants t on t.id = d.tenant_id
      where d.tenant_id = current_tenant() and d.status = 'expired'
        and d.expired_at < now() - make_interval(days => t.expired_retention_days)
      order by d.expired_at, d.id limit ${limit})
    delete from drafts d using old where d.tenant_id = current_tenant() and d.id = old.id returning d.id`;
  return rows.map(({ id }) => id);
}

/** Removes answers that no retry is answered from any more: they repeat what the purged drafts said. */
export async function deleteStaleAnswers({ sql }: WriteTx): Promise<void> {
  await sql`
    delete from idempotency_keys
    where tenant_id = current_tenant() and created_at < now() - interval '24 hours'`;
}

/** Whether a draft of this id was here and has been purged. */
export async function wasPurged({ sql }: TenantTx, draftId: string): Promise<boolean> {
  const [row] = await sql<{ purged: boolean }[]>`
    select exists (select from log_leaves where tenant_id = current_tenant() and subject = ${draftId}
      and event = 'draft_purged') as purged`;
  return row?.purged ?? false;
}
