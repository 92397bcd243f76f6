-- When a delivery last changed: an attempt leaves no evidence, and open pages follow it all the same.
alter table deliveries add column changed_at timestamptz(3) not null default clock_timestamp();
create index deliveries_changed on deliveries (tenant_id, changed_at desc);

create function deliveries_note_change() returns trigger language plpgsql as $$
begin
  new.changed_at := clock_timestamp();
  return new;
end $$;
create trigger deliveries_note_change before update on deliveries
  for each row execute function deliveries_note_change();
revoke execute on function deliveries_note_change() from public;
