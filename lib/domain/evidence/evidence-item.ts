import type { EvidenceEvent } from './leaf';

/** A leaf as readers get it: what it says, where it lies, and the exact bytes that were hashed. */
export type EvidenceItem = {
  id: string;
  event: EvidenceEvent;
  subject: string;
  payload: Record<string, unknown>;
  merklePosition: number;
  leafHash: string;
  /** Base64 of the stored bytes. */
  entry: string;
  appendedAt: Date;
};
