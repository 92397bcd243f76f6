import type { DiscardReason, DraftSummary } from '@/lib/domain/draft/draft';
import type { Result } from '@/lib/domain/refusal';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';

export type Applied = {
  draft: DraftSummary;
  resource: { kind: ResourceKindName; id: string; version: number };
  evidence: { id: string; merklePosition: number };
};

export type Discarded = { draft: DraftSummary; evidence: { id: string; merklePosition: number } };

/** `personId` is the person the page was rendered for; the server compares it with who is signed in. */
export type ApplyInput = {
  draftId: string;
  proposedSpecDigest: string;
  lockVersion: number;
  /** Codes of the flags that are ticked on the page. */
  acknowledgedFlags: readonly string[];
  personId: string;
  idempotencyKey: string;
};

export type ConfirmInput = Omit<ApplyInput, 'idempotencyKey'>;

export type DiscardInput = {
  draftId: string;
  reason: DiscardReason;
  message: string;
  personId: string;
  idempotencyKey: string;
};

export type ApplyAction = (input: ApplyInput) => Promise<Result<Applied>>;
export type ConfirmAction = (input: ConfirmInput) => Promise<Result<{ expiresAt: Date }>>;
export type DiscardAction = (input: DiscardInput) => Promise<Result<Discarded>>;

/** What the person's decision came to, as the page says it. `evidence` is the log position. */
export type Outcome = {
  status: 'applied' | 'discarded';
  evidence: number;
  resource: { id: string; version: number } | null;
};
