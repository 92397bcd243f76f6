import { type Leaf, leafOf } from './leaf';

type Common = { id: string; tenant: string; credentialId: string };

/** `service_issued`: from when until when a credential may read what was applied. Its name is free text and stays out. */
export const serviceIssuedEvidence = (record: Common & { by: string; at: Date; validUntil: Date }): Leaf =>
  leafOf({
    event: 'service_issued',
    id: record.id,
    tenant: record.tenant,
    subject: record.credentialId,
    payload: {
      issued_by: record.by,
      issued_at: record.at.toISOString(),
      valid_until: record.validUntil.toISOString(),
    },
  });

/** `service_revoked`: from then on it reads nothing. */
export const serviceRevokedEvidence = (record: Common & { by: string; at: Date }): Leaf =>
  leafOf({
    event: 'service_revoked',
    id: record.id,
    tenant: record.tenant,
    subject: record.credentialId,
    payload: { revoked_by: record.by, revoked_at: record.at.toISOString() },
  });
