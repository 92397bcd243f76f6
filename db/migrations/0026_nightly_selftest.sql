-- The self-test by schedule: which night a tenant was last tested for, one row per tenant. Whoever moves the row to a
-- night tests it; where the lease has run out nobody said how it ended, or that it could not be tested, and it is taken again.
create table boundary_nights (
  tenant_id uuid primary key references tenants,
  night date not null,
  -- Null when the night is over: it was tested.
  leased_until timestamptz(3),
  -- How the last run by schedule ended, whichever night it was of.
  outcome text check (outcome in ('passed', 'failed', 'untested')),
  ended_at timestamptz(3),
  check ((outcome is null) = (ended_at is null))
);
alter table boundary_nights enable row level security;
alter table boundary_nights force row level security;
create policy tenant_isolation on boundary_nights
  using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update on boundary_nights to app;

-- Tenants that are due, in no order: those that were there at the time, and have somebody who could own a key.
grant select (created_at) on tenants to resolver;
grant select (tenant_id, night, leased_until) on boundary_nights to resolver;
create policy resolver_reads on boundary_nights for select to resolver using (true);
create function tenants_to_test(p_since timestamptz, p_limit int) returns table (tenant_id uuid)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select t.id from tenants t
  where t.created_at < p_since
    and exists (select from users u where u.tenant_id = t.id and u.disabled_at is null and u.role <> 'viewer')
    and not exists (select from boundary_nights n where n.tenant_id = t.id
      and (n.night > (p_since at time zone 'UTC')::date or n.night = (p_since at time zone 'UTC')::date
        and (n.leased_until is null or n.leased_until > clock_timestamp())))
  order by random() limit p_limit $$;
revoke execute on function tenants_to_test(timestamptz, int) from public;
grant execute on function tenants_to_test(timestamptz, int) to app;
grant create on schema public to resolver;
alter function tenants_to_test(timestamptz, int) owner to resolver;
revoke create on schema public from resolver;

-- gc: what a self-test issued to itself is cleared away once it has expired, so that nights do not pile up. No person
-- and no command issues anything as system:selftest. The leaves of its issue and its end stay.
grant select (id, tenant_id, created_by, expires_at), delete on agent_keys, service_credentials to gc;
create policy gc_sees_ended on agent_keys as restrictive for select to gc
  using (least(expires_at, revoked_at, grace_until) < now());
create policy gc_clears_ended_selftests on agent_keys as restrictive for delete to gc
  using (created_by = 'system:selftest' and expires_at < now());
create policy gc_sees_ended_selftests on service_credentials as restrictive for select to gc
  using (created_by = 'system:selftest' and expires_at < now());
create policy gc_clears_ended_selftests on service_credentials as restrictive for delete to gc
  using (created_by = 'system:selftest' and expires_at < now());

-- What was counted of such a key goes with it.
do $$
declare t text;
begin
  foreach t in array array['rate_buckets', 'refused_requests', 'circuit_breakers'] loop
    execute format('grant select (tenant_id, key_id), delete on %I to gc', t);
    execute format('create policy gc_clears_ended_selftests on %I as restrictive to gc using '
      '(exists (select from agent_keys k where k.tenant_id = %I.tenant_id and k.id = key_id '
      'and k.created_by = ''system:selftest'' and k.expires_at < now()))', t, t);
  end loop;
end $$;
