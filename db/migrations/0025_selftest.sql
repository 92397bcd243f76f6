-- What came of attempting apply with every credential of a program: kept for good, like the leaf that says so.
create table boundary_tests (
  id text not null check (id like 'bst\_%'),
  tenant_id uuid not null references tenants,
  tested_at timestamptz(3) not null,
  passed int not null check (passed >= 0),
  failed int not null check (failed >= 0),
  version text not null check (length(version) between 1 and 100),
  report_digest text not null check (report_digest ~ '^sha256:[0-9a-f]{64}$'),
  report jsonb not null check (jsonb_typeof(report) = 'array'),
  primary key (tenant_id, id)
);
create index boundary_tests_last on boundary_tests (tenant_id, tested_at desc, id desc);
alter table boundary_tests enable row level security;
alter table boundary_tests force row level security;
create policy tenant_isolation on boundary_tests
  using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert on boundary_tests to app;

-- No serving role commits a result without the leaf that says the same.
create function boundary_tests_leave_evidence() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l where l.tenant_id = new.tenant_id and l.subject = new.id
      and l.event = 'boundary_tested' and l.xmin = pg_current_xact_id()::xid
      and convert_from(l.entry, 'UTF8')::jsonb -> 'payload' @>
        jsonb_build_object('passed', new.passed, 'failed', new.failed, 'report_digest', new.report_digest)) then
    raise exception 'boundary test % without evidence', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger boundary_tests_leave_evidence after insert on boundary_tests
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'gc')) execute function boundary_tests_leave_evidence();

create function log_append_boundary_tested(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('boundary_tested', p_id, p_subject, p_entry, 0) $$;
revoke execute on function boundary_tests_leave_evidence(), log_append_boundary_tested(text, text, bytea) from public;
grant execute on function log_append_boundary_tested(text, text, bytea) to app;
grant create on schema public to log_writer;
alter function log_append_boundary_tested(text, text, bytea) owner to log_writer;
revoke create on schema public from log_writer;
