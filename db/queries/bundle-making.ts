import 'server-only';
import { pool } from '@/db/pool';
import type { BundleRow } from '@/db/schema/bundles';
import type { WriteTx } from '@/db/tenant';
import type { AskedScope, BrokenRecord, BundleFailure } from '@/lib/domain/evidence/bundle';
import { scopeOf } from './bundles';

/** Tenants in which a bundle waits to be made, in no order. Knows their ids and nothing else of them. */
export async function tenantsWithBundlesToMake(limit: number): Promise<string[]> {
  const rows = await pool()<
    { tenant_id: string }[]
  >`select tenant_id from tenants_with_bundles_to_make(${limit})`;
  return rows.map(({ tenant_id }) => tenant_id);
}

/** One try to make one bundle. What is written under it counts only while the row says that it is this try's. */
export type BundleTry = { id: string; attempt: number };

export type ClaimedBundle = { making: BundleTry; scope: AskedScope };

/**
 * Takes the bundle that has waited longest. A row under somebody's lease is left to them; one whose lease has run out was
 * theirs, and is begun anew.
 */
export async function claimBundle({ sql }: WriteTx, leaseSeconds: number): Promise<ClaimedBundle | null> {
  const [row] = await sql<Pick<BundleRow, 'id' | 'attempt' | 'draft_id' | 'from_position' | 'to_position'>[]>`
    with due as (
      select id from evidence_bundles where tenant_id = current_tenant() and finished_at is null and expires_at > now()
        and (leased_until is null or leased_until <= clock_timestamp())
      order by requested_at, id limit 1 for update skip locked)
    update evidence_bundles b set status = 'making', attempt = b.attempt + 1, done = 0, total = null, size = null,
      root = null, leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}::float8)
    from due where b.tenant_id = current_tenant() and b.id = due.id
    returning b.id, b.attempt, b.draft_id, b.from_position, b.to_position`;
  return row ? { making: { id: row.id, attempt: row.attempt }, scope: scopeOf(row) } : null;
}

/** The checkpoint that it is made for, and how many records are to be read. False when another try has taken over. */
export async function beginBundle(
  { sql }: WriteTx,
  { id, attempt }: BundleTry,
  begun: { size: number; root: Uint8Array; total: number },
): Promise<boolean> {
  const { count } = await sql`
    update evidence_bundles set size = ${begun.size}, root = ${begun.root}, total = ${begun.total}
    where tenant_id = current_tenant() and id = ${id} and attempt = ${attempt} and status = 'making'`;
  return count === 1;
}

/** How far it is, and the lease anew. False when another try has taken over. */
export async function keepBundle(
  { sql }: WriteTx,
  { id, attempt }: BundleTry,
  { done, leaseSeconds }: { done: number; leaseSeconds: number },
): Promise<boolean> {
  const { count } = await sql`
    update evidence_bundles set done = ${done},
      leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}::float8)
    where tenant_id = current_tenant() and id = ${id} and attempt = ${attempt} and status = 'making'`;
  return count === 1;
}

/** Adds a piece of the file. A trigger refuses it when another try has taken over. */
export async function addBundlePart(
  { sql, tenantId }: WriteTx,
  { id, attempt }: BundleTry,
  { part, content }: { part: number; content: Uint8Array },
): Promise<void> {
  await sql`
    insert into evidence_bundle_parts (tenant_id, bundle_id, attempt, part, content)
    values (${tenantId}, ${id}, ${attempt}, ${part}, ${content})`;
}

export type MadeBundle = {
  bytes: number;
  sha256: Uint8Array;
  statementsLeftOut: number;
  broken: BrokenRecord | null;
};

/** The file is whole from here on. False when another try has taken over. */
export async function finishBundle(
  { sql }: WriteTx,
  { id, attempt }: BundleTry,
  { bytes, sha256, statementsLeftOut, broken }: MadeBundle,
): Promise<boolean> {
  const { count } = await sql`
    update evidence_bundles set status = 'ready', leased_until = null, finished_at = clock_timestamp(), done = total,
      bytes = ${bytes}, sha256 = ${sha256}, statements_left_out = ${statementsLeftOut},
      broken_position = ${broken?.position ?? null}, broken_id = ${broken?.id ?? null},
      broken_field = ${broken?.field ?? null}
    where tenant_id = current_tenant() and id = ${id} and attempt = ${attempt} and status = 'making'`;
  return count === 1;
}

/** It cannot be made. Nothing happens when another try has taken over. */
export async function failBundle(
  { sql }: WriteTx,
  { id, attempt }: BundleTry,
  code: BundleFailure,
): Promise<void> {
  await sql`
    update evidence_bundles set status = 'failed', leased_until = null, finished_at = clock_timestamp(),
      failed_code = ${code}
    where tenant_id = current_tenant() and id = ${id} and attempt = ${attempt} and status = 'making'`;
}

/** Leaves it to whoever comes next, at once. */
export async function giveBackBundle({ sql }: WriteTx, { id, attempt }: BundleTry): Promise<void> {
  await sql`
    update evidence_bundles set leased_until = clock_timestamp()
    where tenant_id = current_tenant() and id = ${id} and attempt = ${attempt} and status = 'making'`;
}
