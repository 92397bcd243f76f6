import { Check, CircleSlash, Clock, GitCompareArrows, OctagonPause, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { DraftStatus } from '@/lib/domain/draft/draft';
import type { Review } from '@/lib/domain/draft/review';
import { visible } from '@/lib/domain/text/visible';
import { TimeText } from '../ui/time-text';
import { MovedTable } from './moved-table';
import { ProposeAgain } from './propose-again';
import { reasonNames } from './reason-words';

function EvidenceLink({ review, event }: { review: Review; event: string }) {
  const record = review.evidence.find((one) => one.event === event);
  if (!record) return null;
  return (
    <span className="end">
      <Link className="link" href={`/evidence/${record.position}`} prefetch={false}>
        Evidence #{record.position}
      </Link>
    </span>
  );
}

function Applied({ review }: { review: Review }) {
  const { draft } = review;
  return (
    <div className="banner applied above">
      <Check className="icon" aria-hidden="true" />
      <span>
        <span className="font-medium">Applied</span> by {visible(draft.decidedBy?.name ?? 'the system')},{' '}
        <span className="nowrap">
          <TimeText at={draft.decidedAt ?? draft.createdAt} />.
        </span>{' '}
        {draft.resourceId === null ? null : (
          <Link className="link" href={`/resources/endpoints/${draft.resourceId}`} prefetch={false}>
            {draft.resourceName} v{draft.resourceVersion}
          </Link>
        )}
        {draft.applyReason ? <span className="muted"> “{visible(draft.applyReason)}”</span> : null}
      </span>
      <EvidenceLink review={review} event="draft_applied" />
    </div>
  );
}

function Discarded({ review }: { review: Review }) {
  const { draft } = review;
  const reason = draft.discardReason === null ? '' : `: ${reasonNames[draft.discardReason].toLowerCase()}`;
  return (
    <div className="banner above">
      <CircleSlash className="icon" aria-hidden="true" />
      <span>
        <span className="font-medium">Discarded</span> by {visible(draft.decidedBy?.name ?? 'the system')},{' '}
        <TimeText at={draft.decidedAt ?? draft.createdAt} />
        {reason}. Nothing was applied.
        {draft.discardMessage ? <span className="muted"> “{visible(draft.discardMessage)}”</span> : null}
      </span>
      <EvidenceLink review={review} event="draft_discarded" />
    </div>
  );
}

function Expired({ review }: { review: Review }) {
  return (
    <div className="banner above">
      <Clock className="icon" aria-hidden="true" />
      <span>
        <span className="font-medium">
          Expired{' '}
          <span className="nowrap">
            <TimeText at={review.draft.expiresAt} />,
          </span>{' '}
          undecided.
        </span>{' '}
        <span className="muted">Nothing was applied. Ask the proposer to propose again.</span>
      </span>
      <EvidenceLink review={review} event="draft_expired" />
    </div>
  );
}

const overwrites = 'Applying this draft would overwrite what is live now.';

function movedWords({ draft: { operation }, live }: Review): string {
  if (live === null) return `There is nothing left to ${operation}. Discard this draft.`;
  return operation === 'delete'
    ? 'Applying this draft would delete what nobody has looked at. Discard it or ask for a new one.'
    : `${overwrites} Discard it or ask for a new one.`;
}

function Moved({ review }: { review: Review }) {
  const { base } = review.draft;
  const from = base.state === 'absent' ? 'nothing' : `v${base.version}`;
  const to = review.live === null ? 'nothing' : `v${review.live.version}`;
  return (
    <div className="moved">
      <div className="banner warn" role="alert">
        <GitCompareArrows className="icon" aria-hidden="true" />
        <span>
          <span className="font-medium">
            Base moved from {from} to {to}.
          </span>{' '}
          {movedWords(review)} <ProposeAgain draft={review.draft} live={review.live !== null} />
        </span>
      </div>
      {review.moved.length === 0 ? null : (
        <div className="mt-3">
          <MovedTable moved={review.moved} />
        </div>
      )}
    </div>
  );
}

function Blocked({ code, reason }: { code: string; reason: string }) {
  const Icon = code === 'KILL_SWITCH_ENGAGED' ? OctagonPause : TriangleAlert;
  return (
    <div className="banner bad above" role="alert">
      <Icon className="icon" aria-hidden="true" />
      <span>
        <span className="font-medium">Apply is blocked.</span> {reason}
      </span>
    </div>
  );
}

function Pending({ review }: { review: Review }) {
  if (review.apply.state !== 'blocked') return null;
  if (review.apply.code === 'BASE_CHANGED') return <Moved review={review} />;
  return <Blocked code={review.apply.code} reason={review.apply.reason} />;
}

const banners = {
  pending: Pending,
  applied: Applied,
  discarded: Discarded,
  expired: Expired,
} satisfies Record<DraftStatus, React.ComponentType<{ review: Review }>>;

/** The one line above a draft that says what stands in its way, or what became of it. */
export function StatusBanner({ review }: { review: Review }) {
  const Banner = banners[review.draft.status];
  return <Banner review={review} />;
}
