import type { TenantTx } from '@/db/tenant';

/** The newest call of a key and what it did of late. */
export type KeyUse = {
  keyId: string;
  seenAt: Date | null;
  client: string | null;
  clientVersion: string | null;
  calls: number;
  denied: number;
};

/** What each of these keys did since then, and when it was last seen at all. One look into the index per key. */
export async function usesOfKeys(
  { sql }: TenantTx,
  keyIds: readonly string[],
  since: Date,
): Promise<KeyUse[]> {
  return await sql<KeyUse[]>`
    select k.id as "keyId", last.started_at as "seenAt", last.client_name as client,
      last.client_version as "clientVersion", of_late.calls, of_late.denied
    from unnest(${[...keyIds]}::text[]) as k (id)
    left join lateral (
      select c.started_at, c.client_name, c.client_version from tool_calls c
      where c.tenant_id = current_tenant() and c.agent_key_id = k.id order by c.started_at desc limit 1) last on true
    cross join lateral (
      select count(*)::int as calls, (count(*) filter (where c.decision = 'deny'))::int as denied from tool_calls c
      where c.tenant_id = current_tenant() and c.agent_key_id = k.id and c.started_at >= ${since}) of_late`;
}

/** How often a key called one tool, and how often it was refused; `tool` is null for what named none. */
export type ToolUse = { tool: string | null; calls: number; denied: number; lastAt: Date };

export async function useByTool({ sql }: TenantTx, keyId: string, since: Date): Promise<ToolUse[]> {
  return await sql<ToolUse[]>`
    select tool, count(*)::int as calls, (count(*) filter (where decision = 'deny'))::int as denied,
      max(started_at) as "lastAt"
    from tool_calls
    where tenant_id = current_tenant() and agent_key_id = ${keyId} and started_at >= ${since}
    group by tool order by calls desc, tool nulls last limit 100`;
}
