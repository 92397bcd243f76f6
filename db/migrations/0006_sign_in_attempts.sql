-- Tries to sign in with a password, counted by account and by address before any tenant is known. They belong to the
-- nil tenant, which no other row can: the one policy holds here too. `subject` is a keyed hash and says nothing to a
-- reader. A row counts as a failure until its sign-in succeeds.
create table sign_in_attempts (
  tenant_id uuid not null check (tenant_id = '00000000-0000-0000-0000-000000000000'),
  id text not null check (id like 'try\_%'),
  subject bytea not null check (length(subject) = 32),
  at timestamptz(3) not null,
  primary key (tenant_id, id)
);
create index sign_in_attempts_subject on sign_in_attempts (tenant_id, subject, at);
create index sign_in_attempts_age on sign_in_attempts (tenant_id, at);
alter table tenants add check (id <> '00000000-0000-0000-0000-000000000000');

alter table sign_in_attempts enable row level security;
alter table sign_in_attempts force row level security;
create policy tenant_isolation on sign_in_attempts
  using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, delete on sign_in_attempts to app;
