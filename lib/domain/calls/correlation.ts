import type { RunCall, RunChange, RunDraft, RunLeaf } from '../runs/run-record';

/** One thing that happened because of a request. */
export type CorrelationStep =
  | { kind: 'call'; at: Date; call: RunCall }
  | { kind: 'draft'; at: Date; draft: RunDraft }
  | { kind: 'evidence'; at: Date; leaf: RunLeaf }
  | { kind: 'change'; at: Date; change: RunChange };

export type Correlation = { correlationId: string; steps: readonly CorrelationStep[] };

const ranks = { call: 0, draft: 1, evidence: 2, change: 3 } as const;

/** From call to applied change: what happened, in order. A call comes before what it made in the same millisecond. */
export function stepsOf(
  calls: readonly RunCall[],
  drafts: readonly RunDraft[],
  leaves: readonly RunLeaf[],
  changes: readonly RunChange[],
): CorrelationStep[] {
  const steps: CorrelationStep[] = [
    ...calls.map((call) => ({ kind: 'call' as const, at: call.started_at, call })),
    ...drafts.map((draft) => ({ kind: 'draft' as const, at: draft.created_at, draft })),
    ...leaves.map((leaf) => ({ kind: 'evidence' as const, at: leaf.appended_at, leaf })),
    ...changes.map((change) => ({ kind: 'change' as const, at: change.at, change })),
  ];
  return steps.toSorted((a, b) => a.at.getTime() - b.at.getTime() || ranks[a.kind] - ranks[b.kind]);
}
