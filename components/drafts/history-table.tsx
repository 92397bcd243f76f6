import Link from 'next/link';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { visible } from '@/lib/domain/text/visible';
import { RiskChip } from '../ui/risk-chip';
import { StatusChip } from '../ui/status-chip';
import { utcWords } from '../ui/time-words';
import { operationNames } from './operation-words';

/** Decided drafts, in absolute time: what an auditor reads. */
export function HistoryTable({ drafts }: { drafts: readonly DraftSummary[] }) {
  if (drafts.length === 0) {
    return (
      <div className="empty">
        <h2>Nothing has been decided yet</h2>
        <p>Applied, discarded and expired drafts are listed here.</p>
      </div>
    );
  }
  return (
    <section className="scroll-x" aria-label="Decided drafts">
      <table className="ev-table history">
        <caption className="sr-only">Decided drafts, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Change</th>
            <th scope="col">Outcome</th>
            <th scope="col">Risk</th>
            <th scope="col">Proposed by</th>
            <th scope="col">Decided by</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {drafts.map((draft) => (
            <tr key={draft.id}>
              <td>
                <Link className="link" href={`/drafts/${draft.id}`} prefetch={false}>
                  {draft.resourceName}
                </Link>{' '}
                <span className="muted">{operationNames[draft.operation].toLowerCase()}</span>
              </td>
              <td>
                <StatusChip status={draft.status} />
              </td>
              <td>
                <RiskChip tier={draft.riskTier} />
              </td>
              <td className="muted">{visible(draft.createdBy.name)}</td>
              <td className="muted">{draft.decidedBy ? visible(draft.decidedBy.name) : 'nobody'}</td>
              <td className="muted tn">{utcWords(draft.decidedAt ?? draft.expiresAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
