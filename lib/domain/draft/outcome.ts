import { visible } from '../text/visible';
import { baseMoved, type LiveResource } from './apply/base-moved';
import type { DiscardReason, Draft } from './draft';
import { waitForPerson } from './outlook';
import type { Successor } from './successor';

/** What has become of a draft, for whoever proposed it. */
export const outcomeKinds = [
  'pending',
  'applied',
  'discarded',
  'expired',
  'base_moved',
  'superseded',
] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

export const nextDoings = ['nothing', 'ask_person', 'propose_again', 'read_why'] as const;

/** The one thing to do next, with what it takes. */
export type NextAction = {
  do: (typeof nextDoings)[number];
  tool?: 'draft_show' | 'draft_create_endpoint';
  draftId?: string;
  operation?: 'create' | 'update';
  baseVersion?: number;
  why: string;
};

export type Outcome = { kind: OutcomeKind; reasonCode?: DiscardReason; nextAction: NextAction };

/** What an outcome follows from. The status is the one that the clock says. */
export type OutcomeFacts = {
  draft: Pick<Draft, 'id' | 'status' | 'operation' | 'base' | 'resourceName' | 'expiresAt' | 'discardReason'>;
  live: LiveResource;
  successor: Successor | null;
};

/**
 * What became of a draft. A pending one whose base moved was superseded when a later proposal was applied in its place,
 * and otherwise only lost its base; a decided one was superseded when a person restored or undid it with another.
 */
export function outcomeOf(facts: OutcomeFacts): Outcome {
  const kind = kindOf(facts);
  const { discardReason } = facts.draft;
  return {
    kind,
    ...(discardReason !== null && { reasonCode: discardReason }),
    nextAction: nextActions[kind](facts),
  };
}

function kindOf({ draft, live, successor }: OutcomeFacts): OutcomeKind {
  if (draft.status !== 'pending')
    return successor === null || successor.as === 'newer' ? draft.status : 'superseded';
  if (!baseMoved(draft.base, live)) return 'pending';
  return successor?.as === 'newer' ? 'superseded' : 'base_moved';
}

const nextActions: Record<OutcomeKind, (facts: OutcomeFacts) => NextAction> = {
  pending: ({ draft }) => ({ do: 'ask_person', tool: 'draft_show', draftId: draft.id, why: waitForPerson }),
  applied: () => ({ do: 'nothing', why: 'It was applied as proposed. Nothing is left to do.' }),
  discarded: ({ draft }) => ({
    do: 'read_why',
    tool: 'draft_show',
    draftId: draft.id,
    why: `Discarded: ${(draft.discardReason ?? 'other').replaceAll('_', ' ')}. Read its discard; propose again only what that does not speak against.`,
  }),
  expired: (facts) => proposeAgain(facts, `Nobody decided before ${facts.draft.expiresAt.toISOString()}.`),
  base_moved: (facts) => proposeAgain(facts, 'Its base is no longer live, so it cannot be applied.'),
  superseded: (facts) => readSuccessor(facts),
};

/** How the same change is asked for against what is live now. */
function proposeAgain({ draft, live }: OutcomeFacts, said: string): NextAction {
  const name = visible(draft.resourceName);
  if (live === null && draft.operation === 'delete')
    return { do: 'nothing', why: `${said} ${name}, which it would delete, is gone.` };
  const again = { do: 'propose_again', tool: 'draft_create_endpoint' } as const;
  if (live === null) {
    const why = `${said} ${name} is not live: if the change is still wanted, propose operation "create".`;
    return { ...again, operation: 'create', why };
  }
  const why = `${said} ${name} is at version ${live.version}: if the change is still wanted, read it with endpoint_get and propose on base_version ${live.version}.`;
  const operation = draft.operation === 'create' ? ({ operation: 'update' } as const) : {};
  return { ...again, ...operation, baseVersion: live.version, why };
}

const successorWords: Record<Successor['as'], string> = {
  newer: 'was proposed later and applied in its place. Read it before you propose anything more here.',
  restore: 'is the same change, proposed once more by a person. Follow that one.',
  revert: 'undid it. Read why before you propose anything like it.',
};

function readSuccessor({ live, successor }: OutcomeFacts): NextAction {
  if (successor === null) throw new Error('superseded by nothing');
  const { draftId, as } = successor;
  return {
    do: 'read_why',
    tool: 'draft_show',
    draftId,
    ...(live && as === 'newer' && { baseVersion: live.version }),
    why: `${draftId} ${successorWords[as]}`,
  };
}
