import { sha256Hex } from './digest';
import { type Leaf, leafOf } from './leaf';

type Common = { id: string; tenant: string; keyId: string; at: Date };

/** `circuit_opened`: what a key asked was refused too often, and for how long it is let in no more. */
export const circuitOpenedEvidence = (
  record: Common & { score: number; trips: number; openUntil: Date; lastCode: string },
): Leaf =>
  leafOf({
    event: 'circuit_opened',
    id: record.id,
    tenant: record.tenant,
    subject: record.keyId,
    payload: {
      opened_at: record.at.toISOString(),
      open_until: record.openUntil.toISOString(),
      score: record.score,
      trips: record.trips,
      last_code: record.lastCode,
    },
  });

/** `circuit_reset`: a person let the key in again before its time. */
export const circuitResetEvidence = (
  record: Common & { resetBy: string; reason: string; salt: Uint8Array },
): Leaf =>
  leafOf({
    event: 'circuit_reset',
    id: record.id,
    tenant: record.tenant,
    subject: record.keyId,
    payload: {
      reset_by: record.resetBy,
      reset_at: record.at.toISOString(),
      reset_reason_digest: `sha256:${sha256Hex(Buffer.concat([record.salt, Buffer.from(record.reason)]))}`,
    },
  });

/** `circuit_closed`: the one request that was let in went well, and the key is let in again as before. */
export const circuitClosedEvidence = (record: Common): Leaf =>
  leafOf({
    event: 'circuit_closed',
    id: record.id,
    tenant: record.tenant,
    subject: record.keyId,
    payload: { circuit_closed_at: record.at.toISOString() },
  });
