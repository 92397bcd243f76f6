import { json } from '@/db/json';
import type { PolicyRuleRow } from '@/db/schema/policy';
import type { TenantTx, WriteTx } from '@/db/tenant';

export type LiveRuleRow = Omit<PolicyRuleRow, 'tenant_id' | 'removed_version' | 'removed_by' | 'removed_at'>;

/** The rules that hold, in the order of their priority. */
export async function liveRules({ sql }: TenantTx): Promise<LiveRuleRow[]> {
  return await sql<LiveRuleRow[]>`
    select * from policy_rules where tenant_id = current_tenant() and removed_at is null order by priority, id`;
}

/** The version of the policy: how often it was changed. */
export async function policyVersion({ sql }: TenantTx): Promise<number> {
  const [row] = await sql<{ version: number }[]>`
    select coalesce(max(greatest(version, removed_version)), 0) as version from policy_rules
    where tenant_id = current_tenant()`;
  return row?.version ?? 0;
}

/** Lets one change of this tenant's policy pass at a time, until commit. */
export async function lockPolicy({ sql }: WriteTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('policy:' || current_tenant()::text, 0))`;
}

export async function insertRule({ sql, tenantId }: WriteTx, rule: LiveRuleRow): Promise<void> {
  await sql`insert into policy_rules ${sql({ ...rule, match: json(sql, rule.match), tenant_id: tenantId })}`;
}

/** False when there is no such live rule. */
export async function removeRule(
  { sql }: WriteTx,
  removal: { id: string; version: number; by: string; at: Date },
): Promise<boolean> {
  const { count } = await sql`
    update policy_rules
    set removed_version = ${removal.version}, removed_by = ${removal.by}, removed_at = ${removal.at}
    where tenant_id = current_tenant() and id = ${removal.id} and removed_at is null`;
  return count === 1;
}
