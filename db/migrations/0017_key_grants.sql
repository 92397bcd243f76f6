-- What an agent key grants, besides its scopes. A new key has none of it until somebody says so.
create type data_class as enum ('public_docs', 'internal_engineering_docs', 'customer_data', 'security_material',
  'regulated_records', 'production_telemetry', 'business_workflows');

alter table agent_keys
  add allowed_tools text[],
  -- Keys of before this migration knew no limit and could reach what every tool reads: a default fills their rows, which
  -- forced row-level security hides from an update of the owner's.
  add rate_limit_per_min int not null default 600 check (rate_limit_per_min between 1 and 1000000),
  add burst int not null default 600 check (burst between 1 and 1000000),
  add data_classes data_class[] not null default enum_range(null::data_class),
  add label_scope jsonb not null default '{}' check (jsonb_typeof(label_scope) = 'object'),
  add ip_allowlist cidr[] not null default '{}',
  add client_cert_sha256 text check (client_cert_sha256 ~ '^[0-9a-f]{64}$'),
  add require_reason boolean not null default false,
  add pinned_surface_hash text check (pinned_surface_hash ~ '^sha256:[0-9a-f]{64}$'),
  add revision int not null default 1 check (revision >= 1),
  add rotated_from text,
  add grace_until timestamptz(3),
  add suspended_by text,
  add suspended_at timestamptz(3),
  add status_reason text check (length(status_reason) <= 500),
  add check (burst >= 1 and burst <= rate_limit_per_min);
alter table agent_keys alter data_classes set default '{}', alter rate_limit_per_min set default 60,
  alter burst set default 60;

grant select (allowed_tools, rate_limit_per_min, burst, data_classes, label_scope, ip_allowlist, client_cert_sha256,
  require_reason, pinned_surface_hash, revision, grace_until) on agent_keys to resolver;

drop function key_by_lookup(text);
create function key_by_lookup(p_lookup text)
  returns table (id text, tenant_id uuid, agent_identity text, token_hash bytea, scopes text[], human_owner_id text,
    status key_status, expires_at timestamptz, owner_disabled boolean, owner_role person_role, environment environment,
    allowed_tools text[], rate_limit_per_min int, burst int, data_classes text[], label_scope jsonb, ip_allowlist text[],
    client_cert_sha256 text, require_reason boolean, pinned_surface_hash text, revision int, grace_until timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select k.id, k.tenant_id, k.agent_identity, k.token_hash, k.scopes, k.human_owner_id, k.status, k.expires_at,
    u.disabled_at is not null, u.role, k.environment, k.allowed_tools, k.rate_limit_per_min, k.burst,
    k.data_classes::text[], k.label_scope, k.ip_allowlist::text[], k.client_cert_sha256, k.require_reason,
    k.pinned_surface_hash, k.revision, k.grace_until
  from agent_keys k join users u on u.id = k.human_owner_id
  where k.lookup_id = p_lookup $$;
revoke execute on function key_by_lookup(text) from public;
grant execute on function key_by_lookup(text) to app;
grant select (environment) on agent_keys to resolver;
grant create on schema public to resolver;
alter function key_by_lookup(text) owner to resolver;
revoke create on schema public from resolver;
