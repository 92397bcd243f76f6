-- One RFC 6962 log per tenant. Row idx holds its leaf hash and every subtree root that this leaf completes, so a
-- proof is one read. No foreign key leads from evidence to what it is about: nothing can cascade into it.
create table log_heads (
  tenant_id uuid primary key,
  size bigint not null default 0,
  edge bytea not null default '',
  pending_count int not null default 0 check (pending_count >= 0)
) with (fillfactor = 50);

create table log_leaves (
  tenant_id uuid not null,
  idx bigint not null,
  id text not null check (id like 'evd\_%'),
  event text not null,
  subject text not null,
  entry bytea not null check (length(entry) <= 65535),
  hashes bytea not null,
  appended_at timestamptz(3) not null default clock_timestamp(),
  primary key (tenant_id, idx),
  unique (tenant_id, id)
);
create index log_leaves_subject on log_leaves (tenant_id, subject, idx);
create index log_leaves_event on log_leaves (tenant_id, event, idx);

create function log_never_changes() returns trigger language plpgsql as $$
begin
  raise exception 'evidence is never changed or removed' using errcode = 'insufficient_privilege';
end $$;
create trigger log_leaves_never_change before update or delete on log_leaves
  for each row execute function log_never_changes();
create trigger log_leaves_never_truncate before truncate on log_leaves
  for each statement execute function log_never_changes();
-- A head moves forward by one leaf at a time, whoever moves it.
create function log_heads_grow() returns trigger language plpgsql as $$
begin
  if new.tenant_id <> old.tenant_id or new.size <> old.size + 1 then
    raise exception 'the head of a log moves forward by one leaf' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger log_heads_grow before update on log_heads for each row execute function log_heads_grow();
create trigger log_heads_never_deleted before delete on log_heads
  for each row execute function log_never_changes();
create trigger log_heads_never_truncate before truncate on log_heads
  for each statement execute function log_never_changes();

-- Appends one leaf: SHA-256(0x00 || entry), then closes every subtree it completes with SHA-256(0x01 || l || r).
-- The head row is locked until commit, so this is the last statement of a transaction.
create function log_append_leaf(
  p_event text, p_id text, p_subject text, p_entry bytea, p_pending_delta int, out idx bigint, out leaf_hash bytea
) language plpgsql as $$
declare
  tenant uuid := current_tenant();
  said jsonb := convert_from(p_entry, 'UTF8')::jsonb;
  size_before bigint;
  edge_before bytea;
  node bytea;
  completed bytea;
  rest bigint;
  kept int;
begin
  if (said ->> 'event', said ->> 'id', said ->> 'subject', said ->> 'tenant')
     is distinct from (p_event, p_id, p_subject, tenant::text) then
    raise exception 'the entry does not say what it is appended as' using errcode = 'check_violation';
  end if;
  select h.size, h.edge into size_before, edge_before from log_heads h where h.tenant_id = tenant for update;
  if not found then
    raise exception 'no log for this tenant' using errcode = 'check_violation';
  end if;
  leaf_hash := sha256('\x00'::bytea || p_entry);
  node := leaf_hash;
  completed := node;
  rest := size_before;
  kept := length(edge_before);
  while rest & 1 = 1 loop
    node := sha256('\x01'::bytea || substring(edge_before from kept - 31 for 32) || node);
    completed := completed || node;
    kept := kept - 32;
    rest := rest >> 1;
  end loop;
  insert into log_leaves (tenant_id, idx, id, event, subject, entry, hashes)
    values (tenant, size_before, p_id, p_event, p_subject, p_entry, completed);
  update log_heads h
    set size = size_before + 1,
        edge = substring(edge_before from 1 for kept) || node,
        pending_count = h.pending_count + p_pending_delta
    where h.tenant_id = tenant;
  idx := size_before;
end $$;

-- One door per event, so that a role can be given some and not others.
create function log_append_created(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('draft_created', p_id, p_subject, p_entry, 1) $$;
create function log_append_applied(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('draft_applied', p_id, p_subject, p_entry, -1) $$;
create function log_append_discarded(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('draft_discarded', p_id, p_subject, p_entry, -1) $$;
create function log_append_expired(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('draft_expired', p_id, p_subject, p_entry, -1) $$;
create function log_append_refused(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('draft_apply_refused', p_id, p_subject, p_entry, 0) $$;

-- Opens the log of a new tenant.
create function log_open() returns void
  language sql security definer set search_path = public, pg_temp
  as $$ insert into log_heads (tenant_id) values (current_tenant()) $$;
