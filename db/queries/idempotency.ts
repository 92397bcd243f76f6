import { isLockTimeout } from '@/db/faults';
import { json } from '@/db/json';
import type { Sql } from '@/db/pool';
import type { TenantTx, WriteTx } from '@/db/tenant';

const dayMs = 24 * 60 * 60 * 1000;

export type Claim = {
  principal: string;
  operation: string;
  key: string;
  /** Digest of the canonical request: the same key with another one is a conflict. */
  fingerprint: string;
  now: Date;
};

/** `Kept` is what this operation stores under its keys. */
export type Claimed<Kept> = { state: 'new' } | { state: 'replay'; response: Kept } | { state: 'conflict' };

/** The request that holds the key did not end within lock_timeout. The transaction that asked is over. */
export class TwinStillRuns extends Error {}

/**
 * Claims a key inside the transaction that will answer it. A twin in flight makes this wait for its commit, as long
 * as lock_timeout allows; then its answer is read and replayed. Throws TwinStillRuns after that.
 */
export async function claimKey<Kept>(tx: WriteTx, claim: Claim): Promise<Claimed<Kept>> {
  const { sql, tenantId } = tx;
  const { principal, operation, key, fingerprint } = claim;
  if (await takeKey(tx, claim)) return { state: 'new' };
  const [row] = await sql<{ fingerprint: string; response: Kept | null }[]>`
    select fingerprint, response from idempotency_keys where tenant_id = ${tenantId} and principal = ${principal}
      and operation = ${operation} and key = ${key}`;
  return row?.fingerprint === fingerprint && row.response !== null
    ? { state: 'replay', response: row.response }
    : { state: 'conflict' };
}

/** The only wait here is for the row of a twin: nothing else locks one. */
async function takeKey({ sql, tenantId }: WriteTx, claim: Claim): Promise<boolean> {
  const { principal, operation, key, fingerprint, now } = claim;
  try {
    await sql`
      delete from idempotency_keys where tenant_id = ${tenantId} and principal = ${principal}
        and operation = ${operation} and key = ${key} and created_at < ${new Date(now.getTime() - dayMs)}`;
    const { count } = await sql`
      insert into idempotency_keys (tenant_id, principal, operation, key, fingerprint, created_at)
      values (${tenantId}, ${principal}, ${operation}, ${key}, ${fingerprint}, ${now}) on conflict do nothing`;
    return count === 1;
  } catch (fault) {
    throw isLockTimeout(fault) ? new TwinStillRuns('the key is held', { cause: fault }) : fault;
  }
}

/** A key that nobody has used, with the answer to keep under it. */
export type Unclaimed = { claim: Claim; response: unknown };

/** Whether a key was used, however long ago. One that a request in flight holds is not seen. */
export async function isClaimed({ sql }: TenantTx, claim: Claim): Promise<boolean> {
  const rows = await sql`
    select from idempotency_keys where tenant_id = current_tenant() and principal = ${claim.principal}
      and operation = ${claim.operation} and key = ${claim.key}`;
  return rows.length > 0;
}

/** Claims keys together with their answers, in their order. One that is claimed by now violates `idempotency_keys_pkey`. */
export function claimAnswered(sql: Sql, claimed: readonly Unclaimed[]) {
  const rows = claimed.map(({ claim: { now, ...claim }, response }) => ({
    ...claim,
    response,
    created_at: now,
  }));
  return sql`
    insert into idempotency_keys (tenant_id, principal, operation, key, fingerprint, response, created_at)
    select current_tenant(), principal, operation, key, fingerprint, response, created_at
    from jsonb_populate_recordset(null::idempotency_keys, ${json(sql, rows)}) order by operation, key`;
}

/** Keeps the answer for the next caller with the same key. */
export async function keepAnswer({ sql, tenantId }: WriteTx, claim: Claim, response: unknown): Promise<void> {
  await sql`
    update idempotency_keys set response = ${json(sql, response)} where tenant_id = ${tenantId}
      and principal = ${claim.principal} and operation = ${claim.operation} and key = ${claim.key}`;
}

/** Gives a key back after a refusal, so that a corrected request may use it. */
export async function releaseKey({ sql, tenantId }: WriteTx, claim: Claim): Promise<void> {
  await sql`
    delete from idempotency_keys where tenant_id = ${tenantId} and principal = ${claim.principal}
      and operation = ${claim.operation} and key = ${claim.key}`;
}
