import type postgres from 'postgres';
import { newId } from '@/db/new-id';

/** A policy rule that no version understands, as an older or a newer one might have left it. */
export async function insertStrangeRule(sql: postgres.TransactionSql): Promise<void> {
  await sql`
    insert into policy_rules (id, tenant_id, priority, effect, match, reason, version, created_by, created_at)
    values (${newId('rul')}, current_tenant(), 1, 'deny', '{"moon": "full"}', 'strange', 1, 'x', now())`;
}
