-- What leaves in bulk: the evidence of one draft, or of a stretch of the log, as one file that verifies offline. It is
-- made in the background and lies here, so that any process can hand it out; it goes by its age, the evidence never.
create table evidence_bundles (
  tenant_id uuid not null references tenants,
  id text not null check (id like 'bnd\_%'),
  kind text not null check (kind in ('draft', 'range')),
  draft_id text,
  -- From this position on, up to and without that one.
  from_position bigint,
  to_position bigint,
  status text not null default 'waiting' check (status in ('waiting', 'making', 'ready', 'failed')),
  -- The checkpoint that it is made for.
  size bigint check (size >= 0),
  root bytea check (length(root) = 32),
  -- Which try is making it, or made it: its parts are the file, and those of a try that was cut off are nobody's.
  attempt int not null default 0 check (attempt >= 0),
  leased_until timestamptz(3),
  done bigint not null default 0 check (done >= 0),
  total bigint check (total >= done),
  requested_by text not null,
  requested_at timestamptz(3) not null,
  finished_at timestamptz(3),
  bytes bigint check (bytes > 0),
  sha256 bytea check (length(sha256) = 32),
  statements_left_out int not null default 0 check (statements_left_out >= 0),
  -- The first record that does not hold: it is in the file as it is, so that whoever verifies it finds the same.
  broken_position bigint check (broken_position >= 0),
  broken_id text,
  broken_field text,
  failed_code text check (failed_code ~ '^[A-Z_]{3,60}$'),
  expires_at timestamptz(3) not null check (expires_at > requested_at),
  primary key (tenant_id, id),
  check ((kind = 'draft') = (draft_id is not null)),
  check (kind = 'range' and 0 <= from_position and from_position <= to_position and to_position - from_position <= 1000000
    or kind = 'draft' and from_position is null and to_position is null),
  check ((status = 'making') = (leased_until is not null)),
  check ((status in ('ready', 'failed')) = (finished_at is not null)),
  check ((status = 'failed') = (failed_code is not null)),
  check (status <> 'ready' or num_nulls(size, root, bytes, sha256) = 0),
  check (status = 'ready' or num_nonnulls(bytes, sha256) = 0),
  check ((broken_position is null) = (broken_field is null)),
  check (broken_id is null or broken_position is not null)
);
create index evidence_bundles_open on evidence_bundles (tenant_id, requested_at, id) where finished_at is null;
create index evidence_bundles_listed on evidence_bundles (tenant_id, requested_at desc, id desc);
create index evidence_bundles_old on evidence_bundles (tenant_id, expires_at);

-- The file of a bundle, a piece at a time in the order of `part`.
create table evidence_bundle_parts (
  tenant_id uuid not null,
  bundle_id text not null,
  attempt int not null check (attempt > 0),
  part int not null check (part >= 0),
  content bytea not null check (length(content) between 1 and 2097152),
  primary key (tenant_id, bundle_id, attempt, part),
  foreign key (tenant_id, bundle_id) references evidence_bundles (tenant_id, id) on delete cascade
);
-- What is in them was told apart by hashes: nothing is left to compress away worth its time.
alter table evidence_bundle_parts alter content set storage external;

do $$
declare
  t text;
begin
  foreach t in array array['evidence_bundles', 'evidence_bundle_parts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_isolation on %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
  end loop;
end $$;
grant select, insert on evidence_bundles, evidence_bundle_parts to app;
grant update (status, size, root, attempt, leased_until, done, total, finished_at, bytes, sha256, statements_left_out,
  broken_position, broken_id, broken_field, failed_code) on evidence_bundles to app;

-- What is finished stays as it is, whoever would change it.
create function evidence_bundles_stay_finished() returns trigger language plpgsql as $$
begin
  raise exception 'bundle % is finished', old.id using errcode = 'check_violation';
end $$;
create trigger evidence_bundles_stay_finished before update on evidence_bundles
  for each row when (old.finished_at is not null) execute function evidence_bundles_stay_finished();

-- Only the try that holds the bundle adds to it: one whose lease was taken over, and anybody once it is finished, adds
-- nothing. The row is held until commit, so nobody takes over in between.
create function evidence_bundle_parts_of_the_try() returns trigger language plpgsql as $$
begin
  perform from evidence_bundles b
    where b.tenant_id = new.tenant_id and b.id = new.bundle_id and b.attempt = new.attempt and b.status = 'making'
    for share;
  if not found then
    raise exception 'bundle % is not being made by this try', new.bundle_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger evidence_bundle_parts_of_the_try before insert on evidence_bundle_parts
  for each row execute function evidence_bundle_parts_of_the_try();
create function evidence_bundle_parts_never_change() returns trigger language plpgsql as $$
begin
  raise exception 'a part of a bundle never changes' using errcode = 'insufficient_privilege';
end $$;
create trigger evidence_bundle_parts_never_change before update on evidence_bundle_parts
  for each row execute function evidence_bundle_parts_never_change();

-- gc: deletes what has run out, part by part, and sees nothing else of it.
grant select (tenant_id, id, expires_at), delete on evidence_bundles to gc;
create policy gc_sees_expired on evidence_bundles as restrictive to gc using (expires_at < now());
grant select (tenant_id, bundle_id, attempt, part), delete on evidence_bundle_parts to gc;
create policy gc_sees_expired on evidence_bundle_parts as restrictive to gc using (exists (
  select from evidence_bundles b where b.tenant_id = evidence_bundle_parts.tenant_id and b.id = bundle_id
    and b.expires_at < now()));

-- Which tenants have a bundle to make, or one that has run out. The resolver reads when, and nothing of what.
grant select (tenant_id, status, leased_until, expires_at, finished_at) on evidence_bundles to resolver;
create policy resolver_reads on evidence_bundles for select to resolver using (true);
create function tenants_with_bundles_to_make(p_limit int) returns table (tenant_id uuid)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select t.id from tenants t
  where exists (select from evidence_bundles b where b.tenant_id = t.id and b.finished_at is null
    and b.expires_at > now() and (b.leased_until is null or b.leased_until <= clock_timestamp()))
  order by random() limit p_limit $$;
create function tenants_with_old_bundles(p_limit int) returns table (tenant_id uuid)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select t.id from tenants t
  where exists (select from evidence_bundles b where b.tenant_id = t.id and b.expires_at < now())
  order by random() limit p_limit $$;

revoke execute on function evidence_bundles_stay_finished(), evidence_bundle_parts_of_the_try(),
  evidence_bundle_parts_never_change(), tenants_with_bundles_to_make(int), tenants_with_old_bundles(int) from public;
grant execute on function tenants_with_bundles_to_make(int), tenants_with_old_bundles(int) to app;
grant create on schema public to resolver;
alter function tenants_with_bundles_to_make(int) owner to resolver;
alter function tenants_with_old_bundles(int) owner to resolver;
revoke create on schema public from resolver;
