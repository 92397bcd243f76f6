import type { EvidenceEvent } from '../evidence/leaf';
import { visible } from '../text/visible';
import type { Packet } from './packet';
import type { RunDraft, RunLeaf, RunRecord } from './run-record';

/** What was proposed, each with what the log holds of it. */
export const draftsOf = ({ drafts, leaves }: RunRecord): Packet['drafts'] =>
  drafts.map((draft) => ({
    id: draft.id,
    operation: draft.operation,
    status: draft.status,
    resource: { name: draft.resource_name, id: draft.resource_id, version: draft.resource_version },
    environment: draft.environment,
    risk_tier: draft.risk_tier,
    summary: draft.summary,
    created_at: draft.created_at.toISOString(),
    created_by: draft.created_by_name,
    correlation_id: draft.correlation_id,
    evidence: leaves
      .filter(({ subject }) => subject === draft.id)
      .map(({ id, event, idx }) => ({ id, event, merkle_position: idx })),
  }));

/** What people decided. An agent that takes its own draft back approves nothing. */
export const approvalsOf = ({ drafts, leaves }: RunRecord): Packet['approvals'] =>
  drafts.flatMap((draft) => {
    const decided = decisionOf(draft);
    if (decided === null) return [];
    const { who, when, decision } = decided;
    const what = `${decision === 'applied' ? 'Applied' : 'Discarded'}: ${draft.operation} ${visible(draft.resource_name)}`;
    return [
      {
        who: { id: who, name: draft.decided_by_name },
        when: when.toISOString(),
        what,
        decision,
        draft_id: draft.id,
        evidence_id: leafOf(leaves, draft.id, `draft_${decision}`),
      },
    ];
  });

type Decided = { who: string; when: Date; decision: 'applied' | 'discarded' };

function decisionOf(draft: RunDraft): Decided | null {
  if (draft.applied_by !== null && draft.applied_at !== null) {
    return { who: draft.applied_by, when: draft.applied_at, decision: 'applied' };
  }
  if (draft.discarded_by === null || draft.discarded_at === null || draft.discarded_by_kind !== 'human') {
    return null;
  }
  return { who: draft.discarded_by, when: draft.discarded_at, decision: 'discarded' };
}

const leafOf = (leaves: readonly RunLeaf[], draftId: string, event: EvidenceEvent): string | null =>
  leaves.find((leaf) => leaf.subject === draftId && leaf.event === event)?.id ?? null;

/** How what was applied is undone, and how whoever did it is kept from doing more. */
export function rollbackOf({ drafts, keys }: RunRecord): Packet['rollback'] {
  const steps = drafts.filter(({ status }) => status === 'applied').map(stepOf);
  const done = steps.every(({ state }) => state === 'reverted');
  return {
    state: steps.length === 0 ? 'nothing_applied' : done ? 'done' : 'open',
    steps,
    containment: keys.map(({ id, status }) => ({
      key_id: id,
      key_status: status,
      words:
        status === 'active'
          ? 'An operator suspends or revokes this key, which ends every call of it.'
          : `This key is ${status}: it can call nothing.`,
    })),
  };
}

type Step = Packet['rollback']['steps'][number];

const stepWords: Record<Step['state'], string> = {
  reverted: 'Was reverted.',
  revert_waits: 'A draft that undoes it waits for a decision.',
  moved_on: 'It has changed since: propose an update, or revert what came after it first.',
  can_revert: 'Revert on the draft’s page proposes the inverse, for a person to apply.',
};

function stepOf(draft: RunDraft): Step {
  const state = stateOf(draft);
  const named = state === 'reverted' || state === 'revert_waits';
  return {
    draft_id: draft.id,
    resource: draft.resource_name,
    state,
    revert_draft_id: named ? draft.revert_id : null,
    words: stepWords[state],
  };
}

function stateOf(draft: RunDraft): Step['state'] {
  if (draft.revert_status === 'applied') return 'reverted';
  if (draft.revert_status === 'pending') return 'revert_waits';
  const asItWas = draft.operation === 'update' ? draft.live_version === draft.resource_version : true;
  const gone = draft.operation !== 'delete' && draft.live_version === null;
  return asItWas && !gone ? 'can_revert' : 'moved_on';
}
