import { sha256Hex } from './digest';
import { type Leaf, leafOf } from './leaf';

/**
 * `log_restored`: an operator accepted a log that is behind what was signed of it. What was signed is named for good: it
 * is in the hands of others, and the log will never lead to it again.
 */
export const restoredEvidence = (record: {
  id: string;
  tenant: string;
  by: string;
  at: Date;
  signedSize: number;
  /** Base64, as the checkpoint says it. */
  signedRoot: string;
  reason: string;
  /** 16 random bytes, kept with the reason: without them the digest says nothing about the text. */
  salt: Uint8Array;
}): Leaf =>
  leafOf({
    event: 'log_restored',
    id: record.id,
    tenant: record.tenant,
    subject: 'log',
    payload: {
      accepted_by: { kind: 'system', id: record.by },
      accepted_at: record.at.toISOString(),
      given_up_size: record.signedSize,
      given_up_root: record.signedRoot,
      accept_reason_digest: `sha256:${sha256Hex(Buffer.concat([record.salt, Buffer.from(record.reason)]))}`,
    },
  });
