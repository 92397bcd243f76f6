-- Cluster roles. Idempotent; run before the migrations by a role that may create roles.
-- No role here is a superuser or bypasses row-level security, and only app can log in.
do $$
declare
  name text;
begin
  foreach name in array array['app', 'agent', 'service', 'gc', 'resolver', 'log_writer'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin noinherit nosuperuser nobypassrls nocreatedb nocreaterole', name);
    end if;
  end loop;
end $$;

-- Lent for the length of the migration, which hands functions over to these two, and taken back at its end.
grant resolver, log_writer to current_user;

-- app becomes agent, or service, for the length of a transaction; it never holds their rights by inheritance.
grant agent, service, gc to app;
