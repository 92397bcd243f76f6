'use client';

import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { Change } from '@/lib/domain/draft/change';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import type { ListedDraft } from '@/lib/domain/draft/listed-draft';
import type { Review } from '@/lib/domain/draft/review';
import type { Result } from '@/lib/domain/refusal';
import { visible } from '@/lib/domain/text/visible';
import { ChangeLine } from '../diff/change-line';
import { markDifference } from '../diff/mark-difference';
import { Added, Removed } from '../diff/marked-value';
import { operationNames } from '../drafts/operation-words';
import { EnvironmentChip } from '../ui/environment-chip';
import { RiskChip } from '../ui/risk-chip';
import { TimeText } from '../ui/time-text';
import { DecidedFacts } from './decided-facts';

export type PreviewAction = (draftId: string, personId: string) => Promise<Result<Review>>;

/** Whose page this is: in front of every cached answer. */
export type Viewer = { tenant: string; personId: string };

const shownChanges = 8;

const shortPreview = 10;

const isShort = ({ before, after }: Change) =>
  before !== null && after !== null && Math.max(before.length, after.length) <= shortPreview;

function Pair({ change }: { change: Change }) {
  if (isShort(change)) {
    return (
      <p className="row text-13 mt-3 justify-between">
        <span className="font-medium">{change.label}</span>
        <span>
          <ChangeLine change={change} />
        </span>
      </p>
    );
  }
  const marked = markDifference(change.before ?? '', change.after ?? '');
  return (
    <>
      <p className="pair-label">{change.label}</p>
      <div className="pair">
        <div className="del">
          <span className="mark">−</span>
          {change.before === null ? (
            <span className="muted">not set</span>
          ) : (
            <Removed
              segments={change.after === null ? [{ text: change.before, changed: false }] : marked.before}
            />
          )}
        </div>
        <div className="add">
          <span className="mark">+</span>
          {change.after === null ? (
            <span className="muted">not set</span>
          ) : (
            <Added
              segments={change.before === null ? [{ text: change.after, changed: false }] : marked.after}
            />
          )}
        </div>
      </div>
    </>
  );
}

function Changes({ changed, oneSided }: { changed: readonly Change[]; oneSided: boolean }) {
  if (!oneSided) return changed.map((change) => <Pair key={change.field} change={change} />);
  return (
    <dl className="facts">
      {changed.map((change) => (
        <div key={change.field} className="contents">
          <dt>{change.label}</dt>
          <dd>
            <ChangeLine change={change} clip />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Body({ review }: { review: Review }) {
  const { changes, flags, checks, draft } = review;
  const passed = checks.filter((check) => check.status === 'pass').length;
  const hidden = changes.changed.length - shownChanges;
  return (
    <>
      <h2>
        {review.title.text}{' '}
        {review.title.value === undefined ? null : <span className="mono">{review.title.value}</span>}
      </h2>
      <section>
        <h3>
          <span>What changes</span>
          <span>
            {changes.changed.length} of {changes.changed.length + changes.unchanged.length} fields
          </span>
        </h3>
        <Changes changed={changes.changed.slice(0, shownChanges)} oneSided={draft.operation !== 'update'} />
        {hidden > 0 ? <p className="hint">{hidden} more on the review page</p> : null}
      </section>
      {flags.length === 0 ? null : (
        <section>
          <h3>
            <span>Flags</span>
            <span>{flags.length}</span>
          </h3>
          <ul className="grid gap-2">
            {flags.map((flag) => (
              <li key={flag.code} className={flag.tier === 'high' ? 'flag-line' : 'flag-line medium'}>
                <TriangleAlert className="icon" aria-hidden="true" />
                <span>{flag.title}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>
          <span>Draft</span>
        </h3>
        <dl className="facts">
          <dt>Proposed by</dt>
          <dd>
            {visible(draft.createdBy.name)}, <TimeText at={draft.createdAt} />
          </dd>
          <dt>Base</dt>
          <dd>{draft.base.state === 'absent' ? 'does not exist yet' : `v${draft.base.version}`}</dd>
          {draft.status === 'pending' ? (
            <>
              <dt>Checks</dt>
              <dd>
                {passed} of {checks.length} pass
              </dd>
            </>
          ) : (
            <DecidedFacts draft={draft} />
          )}
          <dt>Digest</dt>
          <dd>
            <span className="mono">{review.digestCode}</span>
          </dd>
        </dl>
      </section>
    </>
  );
}

type Props = { draft: ListedDraft; place: string; viewer: Viewer; load: PreviewAction };

/** The draft under the cursor, beside the list. It never decides: Open review does. */
export function Preview({ draft, place, viewer, load }: Props) {
  const { data } = useQuery({
    queryKey: [viewer.tenant, viewer.personId, 'preview', draft.id, draft.lockVersion],
    queryFn: () => load(draft.id, viewer.personId),
    staleTime: 30_000,
  });
  return (
    <aside className="preview" aria-label="Preview of the selected draft">
      <div className="preview-body">
        <div className="row">
          <RiskChip tier={draft.riskTier} />
          <span className="chip">{operationNames[draft.operation]}</span>
          <EnvironmentChip environment={draft.environment} />
          <span className="muted text-12 ml-auto">{place}</span>
        </div>
        <BlockedLine why={draft.stopped ?? draft.blocked?.message ?? null} />
        {data?.ok ? <Body review={data.value} /> : <Waiting draft={draft} failed={data?.ok === false} />}
      </div>
      <div className="preview-foot">
        <Link className="btn ink" href={`/drafts/${draft.id}`} prefetch={false}>
          {draft.status === 'pending' ? 'Open review' : 'Open record'} <kbd>↵</kbd>
        </Link>
        <span className="muted text-12">{footWords(draft)}</span>
      </div>
    </aside>
  );
}

function footWords({ status, riskTier }: ListedDraft): string {
  if (status !== 'pending') return 'Nothing left to decide';
  return riskTier === 'low' ? 'Decided on the full page' : 'Needs the full page';
}

function Waiting({ draft, failed }: { draft: DraftSummary; failed: boolean }) {
  return (
    <>
      <h2>{draft.resourceName}</h2>
      <p className="hint">{failed ? 'This draft cannot be read any more.' : draft.summary}</p>
    </>
  );
}

const BlockedLine = ({ why }: { why: string | null }) =>
  why === null ? null : (
    <p className="flag-line medium mt-3">
      <TriangleAlert className="icon" aria-hidden="true" />
      <span>
        <span className="font-medium">Apply is blocked.</span> {why}
      </span>
    </p>
  );
