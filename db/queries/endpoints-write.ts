import { json } from '@/db/json';
import type { WriteTx } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { Operation } from '@/lib/domain/draft/draft';
import type { Environment, Spec } from '@/lib/domain/resource/resource-kind';

/** One step of an endpoint's life, as an applied draft makes it. */
export type EndpointStep = {
  endpointId: string;
  version: number;
  operation: Operation;
  name: string;
  draftId: string;
  by: Human;
  at: Date;
  /** Null for a delete. */
  spec: { value: Spec; digest: string; host: string | null; environment: Environment } | null;
};

/** A new endpoint. A live one of the same name makes this throw: the caller asks again and finds it. */
export async function createEndpoint(tx: WriteTx, step: EndpointStep, hookId: string): Promise<void> {
  const { sql, tenantId } = tx;
  const { value, digest, host, environment } = specOf(step);
  await sql`
    insert into endpoints (id, tenant_id, name, hook_id, spec, digest, host, environment, version,
      created_from_draft, applied_by, created_at, updated_at)
    values (${step.endpointId}, ${tenantId}, ${step.name}, ${hookId}, ${json(sql, value)}, ${digest}, ${host},
      ${environment}, ${step.version}, ${step.draftId}, ${step.by.userId}, ${step.at}, ${step.at})`;
  await recordVersion(tx, step);
}

/** The next version of an endpoint that the caller holds locked. */
export async function updateEndpoint(tx: WriteTx, step: EndpointStep): Promise<void> {
  const { value, digest, host, environment } = specOf(step);
  const { count } = await tx.sql`
    update endpoints set spec = ${json(tx.sql, value)}, digest = ${digest}, host = ${host},
      environment = ${environment}, version = ${step.version}, applied_by = ${step.by.userId}, updated_at = ${step.at}
    where tenant_id = current_tenant() and id = ${step.endpointId} and version = ${step.version - 1}`;
  if (count !== 1) throw new Error('the locked endpoint moved');
  await recordVersion(tx, step);
}

/** The endpoint's last version: it stays on record and its name becomes free. */
export async function deleteEndpoint(tx: WriteTx, step: EndpointStep): Promise<void> {
  const { count } = await tx.sql`
    update endpoints set deleted_at = ${step.at}, version = ${step.version}, applied_by = ${step.by.userId},
      updated_at = ${step.at}
    where tenant_id = current_tenant() and id = ${step.endpointId} and version = ${step.version - 1}`;
  if (count !== 1) throw new Error('the locked endpoint moved');
  await recordVersion(tx, step);
}

async function recordVersion({ sql, tenantId }: WriteTx, step: EndpointStep): Promise<void> {
  const spec = step.spec === null ? null : json(sql, step.spec.value);
  await sql`
    insert into endpoint_versions (tenant_id, endpoint_id, version, operation, spec, digest, draft_id, applied_by,
      applied_by_name, applied_at)
    values (${tenantId}, ${step.endpointId}, ${step.version}, ${step.operation}, ${spec}, ${step.spec?.digest ?? null},
      ${step.draftId}, ${step.by.userId}, ${step.by.name}, ${step.at})`;
}

function specOf(step: EndpointStep): NonNullable<EndpointStep['spec']> {
  if (step.spec === null) throw new Error(`${step.operation} needs a spec`);
  return step.spec;
}
