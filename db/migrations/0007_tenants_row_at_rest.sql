-- A foreign key to tenants locks the tenant's row for every row that is written: two writers at once make a multixact of
-- it, and every call and every create of a tenant met there. These tables get their tenant from an authenticated actor,
-- under row-level security, as evidence does, which never had such a key; no serving role may delete a tenant.
alter table tool_calls drop constraint tool_calls_tenant_id_fkey;
alter table idempotency_keys drop constraint idempotency_keys_tenant_id_fkey;
alter table drafts drop constraint drafts_tenant_id_fkey;
