import type { Review } from '@/lib/domain/draft/review';
import { ActionBar } from './action-bar';
import { CheckList } from './check-list';
import { Claim } from './claim';
import { DecisionProvider } from './decision-context';
import type { ApplyAction, ConfirmAction, DiscardAction } from './decision-types';
import { EvidenceTrail } from './evidence-trail';
import { FlagList } from './flag-list';
import { FollowsNote } from './follows-note';
import { OutcomeBanner } from './outcome-banner';
import { PressureSection } from './pressure';
import { Proposer } from './proposer';
import { ReviewHeader } from './review-header';
import { type Place, ReviewTopbar } from './review-topbar';
import { SpecDiff } from './spec-diff';
import { StatusBanner } from './status-banner';
import { Twins } from './twins';
import { WordsTable } from './words-table';

type Props = {
  review: Review;
  /** The RFC 8785 bytes of the proposed spec, as text. */
  canonical: string;
  tenant: string;
  personId: string;
  place: Place | null;
  /** Of a decided draft: whether the word of it has arrived, and what a person may propose from it. */
  followUp: React.ReactNode;
  apply: ApplyAction;
  discard: DiscardAction;
  confirm: ConfirmAction | null;
};

/** Facts first: what changes, flags, diff, checks, proposer; the agent's own words last. */
export function ReviewPage({
  review,
  canonical,
  tenant,
  personId,
  place,
  followUp,
  apply,
  discard,
  confirm,
}: Props) {
  const { draft } = review;
  return (
    <DecisionProvider>
      <main className="main" id="main">
        <ReviewTopbar place={place} copyLink={`/drafts/${draft.id}`} />
        <article className="review">
          <OutcomeBanner draftId={draft.id} resourceName={draft.resourceName}>
            <StatusBanner review={review} />
            <Twins review={review} />
          </OutcomeBanner>
          <FollowsNote draft={draft} />
          {followUp}
          <ReviewHeader review={review} tenant={tenant} />
          <WordsTable review={review} />
          <FlagList
            flags={review.flags}
            tickable={draft.status === 'pending' && review.apply.state === 'ready'}
          />
          <SpecDiff review={review} canonical={canonical} />
          {draft.status === 'pending' ? (
            <CheckList checks={review.checks} checkedAt={review.checkedAt} />
          ) : null}
          <Proposer review={review} />
          <PressureSection pressure={review.pressure} />
          <EvidenceTrail review={review} />
          <Claim author={review.proposer.agent} kind={draft.createdBy.kind} text={draft.rationale} />
        </article>
        <ActionBar
          review={review}
          tenant={tenant}
          personId={personId}
          apply={apply}
          discard={discard}
          confirm={confirm}
        />
      </main>
    </DecisionProvider>
  );
}
