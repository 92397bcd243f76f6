import Link from 'next/link';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { visible } from '@/lib/domain/text/visible';
import { RiskChip } from '../ui/risk-chip';
import { StatusChip } from '../ui/status-chip';
import { utcWords } from '../ui/time-words';
import { operationNames } from './operation-words';

type Props = {
  drafts: readonly DraftSummary[];
  /** Filters leave some out. */
  narrowed: boolean;
  /** Nothing follows this page. */
  ended: boolean;
};

function None({ narrowed, ended }: Pick<Props, 'narrowed' | 'ended'>) {
  if (!narrowed) {
    return (
      <div className="empty">
        <h2>Nothing has been decided yet</h2>
        <p>Applied, discarded and expired drafts are listed here.</p>
      </div>
    );
  }
  return (
    <div className="empty">
      <h2>{ended ? 'No decided draft matches' : 'No decided draft matches so far'}</h2>
      <p>
        {ended
          ? 'Pending drafts are in the inbox.'
          : 'The history is long, and only its newest part has been searched.'}
      </p>
      <Link className="btn mt-5" href="/history" prefetch={false}>
        Clear filters
      </Link>
    </div>
  );
}

/** Decided drafts, in absolute time: what an auditor reads. On a phone each is a card. */
export function HistoryTable({ drafts, narrowed, ended }: Props) {
  if (drafts.length === 0) return <None narrowed={narrowed} ended={ended} />;
  return (
    <section className="scroll-x" aria-label="Decided drafts">
      <table className="list-table history">
        <caption className="sr-only">Decided drafts, newest first</caption>
        <thead>
          <tr>
            <th data-col="change" scope="col">
              Change
            </th>
            <th data-col="outcome" scope="col">
              Outcome
            </th>
            <th data-col="risk" scope="col">
              Risk
            </th>
            <th data-col="proposer" scope="col">
              Proposed by
            </th>
            <th data-col="decider" scope="col">
              Decided by
            </th>
            <th data-col="when" scope="col">
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {drafts.map((draft) => (
            <tr key={draft.id}>
              <td data-col="change">
                <Link className="link" href={`/drafts/${draft.id}`} prefetch={false} data-list-item>
                  {draft.resourceName}
                </Link>{' '}
                <span className="muted">{operationNames[draft.operation].toLowerCase()}</span>
              </td>
              <td data-col="outcome">
                <StatusChip status={draft.status} />
              </td>
              <td data-col="risk">
                <RiskChip tier={draft.riskTier} />
              </td>
              <td data-col="proposer" className="muted" data-label="Proposed by">
                {visible(draft.createdBy.name)}
              </td>
              <td data-col="decider" className="muted" data-label="Decided by">
                {draft.decidedBy ? visible(draft.decidedBy.name) : 'nobody'}
              </td>
              <td data-col="when" className="muted tabular-nums">
                {utcWords(draft.decidedAt ?? draft.expiresAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
