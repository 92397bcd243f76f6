import Link from 'next/link';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { TimeText } from '../ui/time-text';

function Tick() {
  return (
    <svg width="56" height="40" viewBox="0 0 56 40" fill="none" aria-hidden="true">
      <path
        d="M18 18l7.5 7.5L39 10"
        stroke="var(--fg)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M4 36.5h48" stroke="var(--border-strong)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

/** Nothing waits, and that is well. */
export function NothingWaits({ decided }: { decided: readonly DraftSummary[] }) {
  const last = decided[0];
  const count = (status: DraftSummary['status']) => decided.filter((draft) => draft.status === status).length;
  return (
    <div className="empty">
      <Tick />
      <h2>Nothing needs you</h2>
      <p>New drafts appear here without a reload.</p>
      {last ? (
        <dl className="stats">
          <div>
            <dt>Last decided</dt>
            <dd>
              <TimeText at={last.decidedAt ?? last.expiresAt} />
            </dd>
          </div>
          <div>
            <dt>Of the last {decided.length}</dt>
            <dd>
              {count('applied')} applied, {count('discarded')} discarded, {count('expired')} expired
            </dd>
          </div>
        </dl>
      ) : null}
      <p className="text-13 mt-5">
        <Link className="link" href="/history" prefetch={false}>
          Open history
        </Link>
      </p>
    </div>
  );
}

type NoMatchProps = {
  status: DraftSummary['status'];
  /** Goes on searching where this page stopped. */
  further: string | null;
};

/** Filters left nothing over. */
export function NoMatch({ status, further }: NoMatchProps) {
  return (
    <div className="empty">
      <h2>{further === null ? 'No draft matches' : 'No draft matches so far'}</h2>
      <p>
        {further === null
          ? `There are no ${status} drafts with these filters.`
          : `This list is long, and only its first part has been searched.`}
      </p>
      {further === null ? null : (
        <Link className="btn mt-5" href={further} prefetch={false}>
          Search further
        </Link>
      )}
      <Link className="btn mt-5" href="/drafts" prefetch={false}>
        Clear filters
      </Link>
    </div>
  );
}
