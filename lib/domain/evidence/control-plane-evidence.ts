import { sha256Hex } from './digest';
import { type Leaf, leafOf } from './leaf';

const subject = 'control_plane';

/**
 * `control_plane_set`: from now on changes are announced there. The host in the open, the whole address only as a
 * salted digest, of the secrets what tells them apart.
 */
export const controlPlaneSetEvidence = (record: {
  id: string;
  tenant: string;
  setBy: string;
  setAt: Date;
  url: URL;
  /** 16 random bytes, kept with the address. */
  salt: Uint8Array;
  secretIds: readonly string[];
}): Leaf =>
  leafOf({
    event: 'control_plane_set',
    id: record.id,
    tenant: record.tenant,
    subject,
    payload: {
      set_by: record.setBy,
      set_at: record.setAt.toISOString(),
      host: record.url.host,
      url_digest: `sha256:${sha256Hex(Buffer.concat([record.salt, Buffer.from(record.url.href)]))}`,
      secret_ids: [...record.secretIds],
    },
  });

/** `control_plane_removed`: from now on nothing is announced. */
export const controlPlaneRemovedEvidence = (record: {
  id: string;
  tenant: string;
  removedBy: string;
  removedAt: Date;
}): Leaf =>
  leafOf({
    event: 'control_plane_removed',
    id: record.id,
    tenant: record.tenant,
    subject,
    payload: { removed_by: record.removedBy, removed_at: record.removedAt.toISOString() },
  });

/** `control_plane_gone`: it answered one delivery with 410, and nothing is sent there until it is set again. */
export const controlPlaneGoneEvidence = (record: {
  id: string;
  tenant: string;
  goneAt: Date;
  deliveryId: string;
}): Leaf =>
  leafOf({
    event: 'control_plane_gone',
    id: record.id,
    tenant: record.tenant,
    subject,
    payload: { gone_at: record.goneAt.toISOString(), gone_delivery: record.deliveryId },
  });
