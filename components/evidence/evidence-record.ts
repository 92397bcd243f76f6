import type { EvidenceEvent } from '@/lib/domain/evidence/leaf';

/** A record of the log as the page needs it. `json` is the exact leaf, made visible. */
export type EvidenceRecord = {
  id: string;
  event: EvidenceEvent;
  /** What the draft changes and who did this, where that is known; already visible. */
  resource: string | null;
  by: string | null;
  /** Of a refused attempt: what it was refused with. */
  codes: readonly string[];
  subject: string;
  /** The request in which its draft was proposed. */
  correlation: string | null;
  position: number;
  leafHash: string;
  at: Date;
  json: string;
  bytes: number;
};
