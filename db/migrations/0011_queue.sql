-- The order in which a reviewer takes what waits: by the hour of expiry, within it by risk, then by expiry. One moment
-- holds all three, so that one index, one comparison and one cursor do: an hour is laid out as thirds, high first.
-- Stored, because an index that has to begin with an expression is not used under row-level security.
alter table drafts add column queue_at timestamptz(3) generated always as ((
  date_trunc('hour', expires_at at time zone 'UTC')
  + case risk_tier when 'high' then 0 when 'medium' then 1 else 2 end * interval '20 minutes'
  + (expires_at at time zone 'UTC' - date_trunc('hour', expires_at at time zone 'UTC')) / 3
) at time zone 'UTC') stored;
create index drafts_in_queue on drafts (tenant_id, queue_at, id) where status = 'pending';
create index drafts_in_queue_of on drafts (tenant_id, created_by_id, queue_at, id) where status = 'pending';
-- A list of one kind of outcome, newest first, must not read past every other outcome.
create index drafts_decided_as on drafts (tenant_id, status, decided_at desc, id desc) where status <> 'pending';
