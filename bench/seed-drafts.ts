import postgres from 'postgres';

/**
 * Gives a tenant `count` drafts, ten seconds apart, as use would have left them: the newest fifth is pending and not
 * due, the older ones are decided. As superuser, past the triggers that let a draft only begin as pending.
 */
export async function seedDrafts(superuserUrl: string, tenantId: string, count: number): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1 });
  const pending = count / 5;
  try {
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`
        insert into drafts (id, tenant_id, type, operation, status, channel, created_by_kind, created_by_id,
          created_by_name, human_owner_id, created_at, expires_at, resource_name, environment, proposed_spec,
          proposed_spec_digest, rationale, correlation_id, summary, change_count, risk_tier, flag_codes, applied_by,
          applied_at, resource_id, resource_version, discarded_by, discarded_by_kind, discarded_at, discard_reason,
          expired_at, decided_by_name)
        select 'drf_' || lpad(i::text, 26, '0'), ${tenantId}, 'endpoint', 'create', s.status, 'mcp', 'agent',
          'key_' || i % 20, 'agent ' || i % 20, 'usr_seed', s.at, s.at + interval '72 hours', 'endpoint-' || i, 'prod',
          jsonb_build_object('name', 'endpoint-' || i, 'target_url', 'https://hooks.acme.example.com/' || i),
          'sha256:' || encode(sha256(i::text::bytea), 'hex'), 'Seeded for the benchmark.', 'req_seed-' || i,
          'Create endpoint-' || i, 4, (array['low', 'medium', 'high'])[1 + i % 3], '{}',
          case s.status when 'applied' then 'usr_seed' end, case s.status when 'applied' then s.at end,
          case s.status when 'applied' then 'end_' || i end, case s.status when 'applied' then 1 end,
          case s.status when 'discarded' then 'usr_seed' end, case s.status when 'discarded' then 'human' end,
          case s.status when 'discarded' then s.at end, case s.status when 'discarded' then 'not_needed' end,
          case s.status when 'expired' then s.at end, case when s.status in ('applied', 'discarded') then 'Robin' end
        from generate_series(1, ${count}::int) as i,
          lateral (select now() - make_interval(secs => i * 10) as at, case
            when i <= ${pending} then 'pending'
            when i % 20 < 12 then 'applied'
            when i % 20 < 17 then 'discarded'
            else 'expired' end as status) as s`;
      await tx`update log_heads set pending_count = ${pending} where tenant_id = ${tenantId}`;
    });
    // What autovacuum does within minutes of such a change.
    await sql`vacuum (analyze) drafts`;
  } finally {
    await sql.end();
  }
}
