-- What the log has signed of itself: C2SP tlog-checkpoint. A note once stored never changes; witnesses may add to it.
create table log_checkpoints (
  tenant_id uuid not null,
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text not null check (length(note) <= 4096),
  -- What its own signature is verified with: a later key, or another origin, breaks no older checkpoint.
  verifier_key text not null check (length(verifier_key) <= 1024),
  cosignatures text[] not null default '{}' check (cardinality(cosignatures) <= 32),
  signed_at timestamptz(3) not null,
  primary key (tenant_id, size)
);

-- Which checkpoints the anchor log holds, and where. Whoever shows one proves it from the anchor log.
create table log_anchors (
  tenant_id uuid not null,
  size bigint not null,
  position bigint not null check (position >= 0),
  anchored_at timestamptz(3) not null default clock_timestamp(),
  primary key (tenant_id, size),
  foreign key (tenant_id, size) references log_checkpoints
);

do $$
declare t text;
begin
  foreach t in array array['log_checkpoints', 'log_anchors'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_isolation on %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    execute format('create trigger %I before truncate on %I for each statement execute function log_never_changes()',
      t || '_never_truncate', t);
    execute format('create trigger %I before delete on %I for each row execute function log_never_changes()',
      t || '_never_deleted', t);
  end loop;
end $$;
create trigger log_anchors_never_change before update on log_anchors
  for each row execute function log_never_changes();

create function log_checkpoints_stay() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'cosignatures') is distinct from (to_jsonb(old) - 'cosignatures')
     or not new.cosignatures @> old.cosignatures then
    raise exception 'a checkpoint never changes: cosignatures are added' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger log_checkpoints_stay before update on log_checkpoints
  for each row execute function log_checkpoints_stay();

-- The right edge that the log had at a size, from the stored hashes: node (level, k) lies in row (k + 1) * 2^level - 1 at
-- 32 * level. Null where a row is missing.
create function log_edge_at(p_size bigint) returns bytea language plpgsql stable as $$
declare
  past bigint := 0;
  edge bytea := '';
begin
  for level in reverse 52 .. 0 loop
    continue when p_size & (1::bigint << level) = 0;
    past := past + (1::bigint << level);
    edge := edge || (select substring(l.hashes from 32 * level + 1 for 32) from log_leaves l
      where l.tenant_id = current_tenant() and l.idx = past - 1);
  end loop;
  return edge;
end $$;

-- RFC 6962: the root of the tree with this right edge, folded from its end.
create function log_root_of(p_edge bytea) returns bytea language plpgsql immutable as $$
declare
  kept int := length(p_edge) - 32;
  root bytea := case when kept < 0 then sha256('') else substring(p_edge from kept + 1) end;
begin
  while kept > 0 loop
    root := sha256('\x01'::bytea || substring(p_edge from kept - 31 for 32) || root);
    kept := kept - 32;
  end loop;
  return root;
end $$;

-- Stores a signed checkpoint of the current tenant's log; when it did. Null where one of this size, or of a larger one, is
-- there: whoever signed it was faster.
create function log_checkpoint_add(p_size bigint, p_root bytea, p_note text, p_verifier_key text) returns timestamptz
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  tenant uuid := current_tenant();
  path text := case tenant when '00000000-0000-0000-0000-000000000000' then 'anchor' else tenant::text end;
  origin text := split_part(p_verifier_key, '+', 1);
  head log_heads;
  edge bytea;
  stored timestamptz;
begin
  -- A transaction that has written nothing sees only leaves that are committed.
  if pg_current_xact_id_if_assigned() is not null then
    raise exception 'a checkpoint is stored by a transaction of its own' using errcode = 'check_violation';
  end if;
  -- One at a time, for the length of a commit.
  select * into head from log_heads h where h.tenant_id = tenant for update;
  if head.tenant_id is null then
    raise exception 'no log for this tenant' using errcode = 'check_violation';
  end if;
  if exists (select from log_checkpoints c where c.tenant_id = tenant and c.size >= p_size) then
    return null;
  end if;
  if p_size > head.size then
    raise exception 'a checkpoint is never ahead of its log' using errcode = 'check_violation';
  end if;
  edge := log_edge_at(p_size);
  if edge is null or (p_size = head.size and edge <> head.edge) or log_root_of(edge) is distinct from p_root then
    raise exception 'the stored hashes do not give this root' using errcode = 'check_violation';
  end if;
  if split_part(p_note, e'\n\n', 1) is distinct from origin || e'\n' || p_size || e'\n' || encode(p_root, 'base64')
     or origin not like '%/log/' || path then
    raise exception 'the note does not say what it is stored as' using errcode = 'check_violation';
  end if;
  insert into log_checkpoints (tenant_id, size, root, note, verifier_key, signed_at)
    values (tenant, p_size, p_root, p_note, p_verifier_key, clock_timestamp()) returning signed_at into stored;
  return stored;
end $$;

-- Adds what witnesses have signed of a stored checkpoint.
create function log_checkpoint_cosign(p_size bigint, p_cosignatures text[]) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update log_checkpoints c set cosignatures = c.cosignatures || array(
      select distinct said from unnest(p_cosignatures) said where said <> all (c.cosignatures))
    where c.tenant_id = current_tenant() and c.size = p_size $$;

-- The anchor log: a log of no tenant, with one leaf for each anchored checkpoint of any tenant.
select set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true);
insert into log_heads (tenant_id) values ('00000000-0000-0000-0000-000000000000');
select set_config('app.tenant_id', '', true);
-- Appends a leaf for each checkpoint that has none, and says where those of all of them lie.
create function log_append_checkpoints_anchored(p_ids text[], p_subjects text[], p_entries bytea[])
  returns table (subject text, idx bigint)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  anchor constant uuid := '00000000-0000-0000-0000-000000000000';
  fresh int[];
begin
  if current_tenant() is distinct from anchor then
    raise exception 'checkpoints are anchored in the anchor log' using errcode = 'insufficient_privilege';
  end if;
  perform from log_heads h where h.tenant_id = anchor for update;
  fresh := array(select n from generate_subscripts(p_subjects, 1) n where not exists (
    select from log_leaves l where l.tenant_id = anchor and l.subject = p_subjects[n]));
  if cardinality(fresh) > 0 then
    perform from log_append_leaves('checkpoint_anchored', array(select p_ids[n] from unnest(fresh) n),
      array(select p_subjects[n] from unnest(fresh) n), array(select p_entries[n] from unnest(fresh) n), 0);
  end if;
  return query select l.subject, min(l.idx) from log_leaves l
    where l.tenant_id = anchor and l.subject = any(p_subjects) group by l.subject;
end $$;

-- Which logs have grown past their last checkpoint, which there are, and which tenants' newest checkpoint waits to be
-- anchored. The resolver reads sizes and times, and nothing of what is in a log.
grant select (tenant_id, size) on log_heads, log_checkpoints to resolver;
grant select (tenant_id, size, anchored_at) on log_anchors to resolver;
create policy resolver_reads on log_heads for select to resolver using (true);
create policy resolver_reads on log_checkpoints for select to resolver using (true);
create policy resolver_reads on log_anchors for select to resolver using (true);
create function logs_to_sign(p_limit int) returns table (tenant_id uuid)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select h.tenant_id from log_heads h
  where h.size > coalesce((select max(c.size) from log_checkpoints c where c.tenant_id = h.tenant_id), 0)
  order by random() limit p_limit $$;
create function logs_after(p_tenant uuid, p_limit int) returns table (tenant_id uuid)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select h.tenant_id from log_heads h where p_tenant is null or h.tenant_id > p_tenant
  order by h.tenant_id limit p_limit $$;
create function logs_to_anchor(p_pause_seconds int, p_limit int) returns table (tenant_id uuid)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select h.tenant_id from log_heads h
    cross join lateral (select c.size from log_checkpoints c where c.tenant_id = h.tenant_id order by c.size desc limit 1) newest
    left join lateral (select a.size, a.anchored_at from log_anchors a where a.tenant_id = h.tenant_id
      order by a.size desc limit 1) anchored on true
  where h.tenant_id <> '00000000-0000-0000-0000-000000000000' and newest.size > coalesce(anchored.size, 0)
    and coalesce(anchored.anchored_at, '-infinity') < now() - make_interval(secs => p_pause_seconds)
  order by random() limit p_limit $$;

grant select, insert on log_checkpoints to log_writer;
grant update (cosignatures) on log_checkpoints to log_writer;
grant select on log_checkpoints to app;
grant select, insert (tenant_id, size, position) on log_anchors to app;
revoke execute on function log_checkpoints_stay(), log_edge_at(bigint), log_root_of(bytea),
  log_checkpoint_add(bigint, bytea, text, text), log_checkpoint_cosign(bigint, text[]),
  log_append_checkpoints_anchored(text[], text[], bytea[]), logs_to_sign(int), logs_after(uuid, int),
  logs_to_anchor(int, int) from public;
grant execute on function log_edge_at(bigint), log_root_of(bytea) to log_writer;
grant execute on function log_checkpoint_add(bigint, bytea, text, text), log_checkpoint_cosign(bigint, text[]),
  log_append_checkpoints_anchored(text[], text[], bytea[]), logs_to_sign(int), logs_after(uuid, int),
  logs_to_anchor(int, int) to app;
grant create on schema public to resolver, log_writer;
alter function log_checkpoint_add(bigint, bytea, text, text) owner to log_writer;
alter function log_checkpoint_cosign(bigint, text[]) owner to log_writer;
alter function log_append_checkpoints_anchored(text[], text[], bytea[]) owner to log_writer;
alter function logs_to_sign(int) owner to resolver;
alter function logs_after(uuid, int) owner to resolver;
alter function logs_to_anchor(int, int) owner to resolver;
revoke create on schema public from resolver, log_writer;
