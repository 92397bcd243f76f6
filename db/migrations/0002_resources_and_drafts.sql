create type resource_kind as enum ('endpoint', 'route', 'source', 'target', 'policy');
create type draft_operation as enum ('create', 'update', 'delete');
create type channel as enum ('ui', 'api', 'mcp');

-- Production. Only the app role writes here, and only while it applies a draft.
create table endpoints (
  id text not null check (id like 'end\_%'),
  tenant_id uuid not null references tenants,
  name text not null,
  hook_id text not null unique,
  spec jsonb not null,
  digest text not null,
  host text,
  environment environment not null,
  version int not null check (version > 0),
  created_from_draft text not null,
  applied_by text not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  primary key (tenant_id, id)
);
create unique index endpoints_name on endpoints (tenant_id, name) where deleted_at is null;
create index endpoints_host on endpoints (tenant_id, host) where deleted_at is null;

create table endpoint_versions (
  tenant_id uuid not null,
  endpoint_id text not null,
  version int not null,
  operation draft_operation not null,
  spec jsonb,
  digest text,
  draft_id text not null,
  applied_by text not null,
  applied_by_name text not null,
  applied_at timestamptz(3) not null,
  primary key (tenant_id, endpoint_id, version),
  foreign key (tenant_id, endpoint_id) references endpoints (tenant_id, id)
);

-- The status is text and no enum: an enum's operators are not leakproof, so that row-level security would apply them
-- only after every row of the tenant was read, and no index could begin with it.
create table drafts (
  id text not null check (id like 'drf\_%'),
  tenant_id uuid not null references tenants,
  type resource_kind not null,
  operation draft_operation not null,
  status text not null default 'pending' check (status in ('pending', 'applied', 'discarded', 'expired')),
  channel channel not null,
  created_by_kind text not null check (created_by_kind in ('agent', 'human')),
  created_by_id text not null,
  created_by_name text not null,
  human_owner_id text,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > created_at),
  resource_name text not null,
  environment environment not null,
  proposed_spec jsonb check (pg_column_size(proposed_spec) <= 65536 * 2),
  proposed_spec_digest text not null check (proposed_spec_digest ~ '^sha256:[0-9a-f]{64}$'),
  base_resource_id text,
  base_version int,
  base_digest text,
  rationale text not null default '' check (length(rationale) <= 2000),
  task_ref text check (length(task_ref) <= 200),
  run_id text check (length(run_id) <= 200),
  correlation_id text not null,
  summary text not null,
  change_count int not null,
  risk_tier text not null check (risk_tier in ('low', 'medium', 'high')),
  flag_codes text[] not null default '{}',
  flags jsonb not null default '[]',
  lock_version int not null default 1,
  applied_by text,
  applied_at timestamptz(3),
  resource_id text,
  resource_version int,
  discarded_by text,
  discarded_by_kind text check (discarded_by_kind in ('agent', 'human')),
  discarded_at timestamptz(3),
  discard_reason text,
  discard_message text check (length(discard_message) <= 500),
  discard_salt bytea,
  expired_at timestamptz(3),
  decided_by_name text,
  decided_at timestamptz(3) generated always as (coalesce(applied_at, discarded_at, expired_at)) stored,
  primary key (tenant_id, id),
  check ((base_resource_id is null) = (base_version is null) and (base_version is null) = (base_digest is null)),
  check ((operation = 'create') = (base_resource_id is null)),
  check (status <> 'applied' or (applied_by is not null and applied_at is not null and resource_id is not null)),
  check (status <> 'discarded' or (discarded_by is not null and discarded_at is not null and discard_reason is not null)),
  check (status <> 'expired' or expired_at is not null)
);
create index drafts_by_status on drafts (tenant_id, status, created_at desc, id desc);
create index drafts_by_age on drafts (tenant_id, created_at desc, id desc);
create index drafts_decided on drafts (tenant_id, decided_at desc, id desc) where status <> 'pending';
create index drafts_by_expiry on drafts (tenant_id, status, expires_at, id);
create index drafts_by_creator on drafts (tenant_id, created_by_id, created_at desc, id desc);
create index drafts_by_resource on drafts (tenant_id, resource_name, status);

-- Only pending may change; what was proposed, and against what, never does. A rule of the table, not of a caller.
create function drafts_keep_their_promise() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'pending' then
      raise exception 'a draft starts pending' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if old.status <> 'pending' then
    raise exception 'draft % is %, and a decided draft never changes', old.id, old.status using errcode = 'check_violation';
  end if;
  if (new.id, new.tenant_id, new.type, new.operation, new.channel, new.created_by_kind, new.created_by_id,
      new.created_at, new.resource_name, new.proposed_spec, new.proposed_spec_digest, new.rationale)
     is distinct from
     (old.id, old.tenant_id, old.type, old.operation, old.channel, old.created_by_kind, old.created_by_id,
      old.created_at, old.resource_name, old.proposed_spec, old.proposed_spec_digest, old.rationale)
     or (new.base_resource_id, new.base_version, new.base_digest)
     is distinct from (old.base_resource_id, old.base_version, old.base_digest) then
    raise exception 'what draft % proposes never changes', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger drafts_keep_their_promise before insert or update on drafts
  for each row execute function drafts_keep_their_promise();
