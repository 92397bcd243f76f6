import type { DraftSummary } from './draft';

/** A draft as it is kept in JSON, for a replayed answer. */
export type DraftSummaryJson = Omit<DraftSummary, 'createdAt' | 'expiresAt' | 'decidedAt'> & {
  createdAt: string;
  expiresAt: string;
  decidedAt: string | null;
};

export const keepSummary = (draft: DraftSummary): DraftSummaryJson => ({
  ...draft,
  createdAt: draft.createdAt.toISOString(),
  expiresAt: draft.expiresAt.toISOString(),
  decidedAt: draft.decidedAt?.toISOString() ?? null,
});

export const reviveSummary = (kept: DraftSummaryJson): DraftSummary => ({
  ...kept,
  createdAt: new Date(kept.createdAt),
  expiresAt: new Date(kept.expiresAt),
  decidedAt: kept.decidedAt === null ? null : new Date(kept.decidedAt),
});
