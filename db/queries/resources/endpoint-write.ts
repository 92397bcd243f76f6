import { randomBytes } from 'node:crypto';
import { json } from '@/db/json';
import type { WriteTx } from '@/db/tenant';
import { endpointReader } from './endpoint-read';
import { type LiveRow, liveSpecOf } from './live-row';
import type { ResourceStep, ResourceStore } from './resource-store';

export const endpointStore: ResourceStore = {
  ...endpointReader,
  idPrefix: 'end',
  nameIndex: 'endpoints_name',
  lockLive,
  async write(tx, step) {
    switch (step.operation) {
      case 'create':
        await createEndpoint(tx, step);
        break;
      case 'update':
        await updateEndpoint(tx, step);
        break;
      case 'delete':
        await deleteEndpoint(tx, step);
    }
    await recordVersion(tx, step);
  },
};

async function lockLive({ sql }: WriteTx, name: string) {
  const [row] = await sql<LiveRow[]>`
    select id, version, digest, spec from endpoints
    where tenant_id = current_tenant() and name = ${name} and deleted_at is null for update`;
  return row ? liveSpecOf(row) : null;
}

async function createEndpoint({ sql, tenantId }: WriteTx, step: ResourceStep): Promise<void> {
  const { value, digest, host, environment } = specOf(step);
  const hookId = `hook_${randomBytes(16).toString('hex')}`;
  await sql`
    insert into endpoints (id, tenant_id, name, hook_id, spec, digest, host, environment, version,
      created_from_draft, applied_by, created_at, updated_at)
    values (${step.resourceId}, ${tenantId}, ${step.name}, ${hookId}, ${json(sql, value)}, ${digest}, ${host},
      ${environment}, ${step.version}, ${step.draftId}, ${step.by.userId}, ${step.at}, ${step.at})`;
}

async function updateEndpoint({ sql }: WriteTx, step: ResourceStep): Promise<void> {
  const { value, digest, host, environment } = specOf(step);
  const { count } = await sql`
    update endpoints set spec = ${json(sql, value)}, digest = ${digest}, host = ${host},
      environment = ${environment}, version = ${step.version}, applied_by = ${step.by.userId}, updated_at = ${step.at}
    where tenant_id = current_tenant() and id = ${step.resourceId} and version = ${step.version - 1}`;
  if (count !== 1) throw new Error('the locked endpoint moved');
}

/** The endpoint's last version: it stays on record and its name becomes free. */
async function deleteEndpoint({ sql }: WriteTx, step: ResourceStep): Promise<void> {
  const { count } = await sql`
    update endpoints set deleted_at = ${step.at}, version = ${step.version}, applied_by = ${step.by.userId},
      updated_at = ${step.at}
    where tenant_id = current_tenant() and id = ${step.resourceId} and version = ${step.version - 1}`;
  if (count !== 1) throw new Error('the locked endpoint moved');
}

async function recordVersion({ sql, tenantId }: WriteTx, step: ResourceStep): Promise<void> {
  const spec = step.spec === null ? null : json(sql, step.spec.value);
  await sql`
    insert into endpoint_versions (tenant_id, endpoint_id, version, operation, spec, digest, draft_id, applied_by,
      applied_by_name, applied_at)
    values (${tenantId}, ${step.resourceId}, ${step.version}, ${step.operation}, ${spec}, ${step.spec?.digest ?? null},
      ${step.draftId}, ${step.by.userId}, ${step.by.name}, ${step.at})`;
}

function specOf(step: ResourceStep): NonNullable<ResourceStep['spec']> {
  if (step.spec === null) throw new Error(`${step.operation} needs a spec`);
  return step.spec;
}
