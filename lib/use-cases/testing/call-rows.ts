import { withTenantRead } from '@/db/tenant';
import type { Agent } from '@/lib/domain/actor';

/** The rows of a key in the call log, in their order. */
export async function rowsOf({ tenantId, keyId }: Agent): Promise<Record<string, unknown>[]> {
  const rows = await withTenantRead(
    { kind: 'system', tenantId, name: 'test' },
    ({ sql }) => sql`
      select method, tool, decision, outcome, decision_rule_id as rule, error_code as code, http_status as status,
        run_id, reason, task_ref, model, args_redacted as args, result_class, result_bytes, downstream_action_id as draft,
        safety_class, risk_tier, redaction_count as redacted, client_name as client, host(ip) as ip, user_agent
      from tool_calls where agent_key_id = ${keyId} order by seq`,
  );
  return rows.map((row): Record<string, unknown> => ({ ...row }));
}

/** What was counted of the refusals of a key. */
export async function totalsOf({ tenantId, keyId }: Agent) {
  const rows = await withTenantRead(
    { kind: 'system', tenantId, name: 'test' },
    ({ sql }) => sql<{ rule: string; operation: string; total: number }[]>`
      select rule, operation, total::int as total from refused_requests where key_id = ${keyId} order by operation`,
  );
  return rows.map((row) => ({ ...row }));
}
