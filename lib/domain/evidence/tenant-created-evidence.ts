import { type Leaf, leafOf } from './leaf';

/** `tenant_created`: the first leaf of a log. The tenant's name stays out. */
export const tenantCreatedEvidence = (record: {
  id: string;
  tenant: string;
  createdBy: string;
  createdAt: Date;
}): Leaf =>
  leafOf({
    event: 'tenant_created',
    id: record.id,
    tenant: record.tenant,
    subject: record.tenant,
    payload: {
      tenant_created_by: { kind: 'system', id: record.createdBy },
      tenant_created_at: record.createdAt.toISOString(),
    },
  });
