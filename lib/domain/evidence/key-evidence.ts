import { type Leaf, leafOf } from './leaf';

type Common = {
  id: string;
  tenant: string;
  keyId: string;
  by: { kind: 'human' | 'system'; id: string };
  at: Date;
  /** How often the key has changed once this is done. */
  revision: number;
};

const leaf = (
  event: 'key_issued' | 'key_rotated' | 'key_suspended' | 'key_resumed' | 'key_revoked' | 'key_changed',
  { id, tenant, keyId, by, at, revision }: Common,
  verb: string,
  more: Record<string, unknown> = {},
): Leaf =>
  leafOf({
    event,
    id,
    tenant,
    subject: keyId,
    payload: {
      [`${verb}_by`]: { kind: by.kind, id: by.id },
      [`${verb}_at`]: at.toISOString(),
      revision,
      ...more,
    },
  });

/** `key_issued`: whose key it is, until when, and the digest of what it allows. Its name and purpose are free text and stay out. */
export const keyIssuedEvidence = (
  record: Common & { ownerId: string; validUntil: Date; grantDigest: string },
): Leaf =>
  leaf('key_issued', record, 'issued', {
    owner: record.ownerId,
    valid_until: record.validUntil.toISOString(),
    grant_digest: record.grantDigest,
  });

/** `key_rotated`: which key takes over from this one, and until when this one still works. */
export const keyRotatedEvidence = (
  record: Common & { successor: string; graceUntil: Date; validUntil: Date; grantDigest: string },
): Leaf =>
  leaf('key_rotated', record, 'rotated', {
    successor: record.successor,
    grace_until: record.graceUntil.toISOString(),
    valid_until: record.validUntil.toISOString(),
    grant_digest: record.grantDigest,
  });

/** `key_changed`: the digest of what it allowed and of what it allows. */
export const keyChangedEvidence = (record: Common & { before: string; after: string }): Leaf =>
  leaf('key_changed', record, 'changed', {
    grant_digest_before: record.before,
    grant_digest_after: record.after,
  });

/** `key_suspended`: it opens nothing until it is resumed. Why is free text and stays out. */
export const keySuspendedEvidence = (record: Common): Leaf => leaf('key_suspended', record, 'suspended');

/** `key_resumed`: it opens again what it opened before. */
export const keyResumedEvidence = (record: Common): Leaf => leaf('key_resumed', record, 'resumed');

/** `key_revoked`: it opens nothing, for good. */
export const keyRevokedEvidence = (record: Common): Leaf => leaf('key_revoked', record, 'revoked');
