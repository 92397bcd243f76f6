import Link from 'next/link';
import type { Review } from '@/lib/domain/draft/review';
import { visible } from '@/lib/domain/text/visible';

const words: Record<string, string> = {
  draft_created: 'Proposed',
  draft_viewed: 'Seen, to decide it',
  apply_confirmed: 'Confirmed in the browser, for a terminal',
  draft_applied: 'Applied',
  draft_discarded: 'Discarded',
  draft_expired: 'Expired',
  draft_purged: 'Cleared away',
  draft_apply_refused: 'Apply refused',
  delivery_resent: 'Sent to the control plane again',
};

/** `ticked by Ada: new-domain, lookalike-host`, as the apply record has it. */
function Ticked({ review: { draft, acknowledgedFlags } }: { review: Review }) {
  if (acknowledgedFlags.length === 0) return null;
  return (
    <span className="muted">
      {' '}
      ticked by {visible(draft.decidedBy?.name ?? 'the system')}:{' '}
      {acknowledgedFlags.map((code, index) => (
        <span key={code}>
          {index === 0 ? '' : ', '}
          <span className="mono nowrap">{code}</span>
        </span>
      ))}
    </span>
  );
}

/** What whoever applied it from a terminal gave as the reason. It lies beside the log, not in it. */
function Why({ reason }: { reason: string | null }) {
  if (reason === null) return null;
  return <span className="block muted">Reason given: “{visible(reason)}”</span>;
}

/** What the log already holds about this draft. */
export function EvidenceTrail({ review }: { review: Review }) {
  const { draft, evidence } = review;
  if (evidence.length === 0) return null;
  return (
    <section className="section" aria-labelledby="trail">
      <div className="section-head">
        <h2 id="trail">Evidence</h2>
        <span className="aside">
          <Link className="link" href={`/evidence?draft=${draft.id}`} prefetch={false}>
            All of this draft
          </Link>
        </span>
      </div>
      <div className="panel">
        <table className="data middle">
          <caption className="sr-only">Evidence records of this draft</caption>
          <tbody>
            {evidence.map((record) => (
              <tr key={record.id}>
                <td>
                  {words[record.event] ?? record.event}
                  {record.event === 'draft_applied' ? (
                    <>
                      <Ticked review={review} />
                      <Why reason={draft.applyReason} />
                    </>
                  ) : null}
                </td>
                <td className="mono muted only-wide">{record.event}</td>
                <td className="number">
                  <Link className="link" href={`/evidence/${record.position}`} prefetch={false}>
                    #{record.position}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
