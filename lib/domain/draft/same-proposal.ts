import { sameBase } from './apply/base-moved';
import type { DraftSummary, Follows } from './draft';

/** A pending draft, and the decided one that it follows from. */
export type WaitingDraft = DraftSummary & { follows: Follows };

/** What makes two pending proposals of one resource the same one. The database refuses the second of them, too. */
export type ProposalIdentity = Pick<WaitingDraft, 'operation' | 'proposedSpecDigest' | 'base' | 'follows'> & {
  principal: string;
};

export function isSameProposal(draft: WaitingDraft, proposal: ProposalIdentity): boolean {
  return (
    draft.createdBy.id === proposal.principal &&
    draft.operation === proposal.operation &&
    draft.proposedSpecDigest === proposal.proposedSpecDigest &&
    sameBase(draft.base, proposal.base) &&
    draft.follows?.as === proposal.follows?.as &&
    draft.follows?.draftId === proposal.follows?.draftId
  );
}
