import Link from 'next/link';
import type { Delivery, DeliveryAttempt } from '@/lib/domain/delivery/delivery';
import { visible } from '@/lib/domain/text/visible';
import { MiddleCut } from '../ui/middle-cut';
import { TimeText } from '../ui/time-text';
import { utcWords } from '../ui/time-words';
import { DeliveryChip } from './delivery-chip';
import { DeliveryProgress } from './delivery-progress';
import { outcomeWords } from './delivery-words';

type Props = {
  delivery: Delivery;
  attempts: readonly DeliveryAttempt[];
  /** The button that sends it again, where it has failed and the person may. */
  sendAgain: React.ReactNode;
};

function Attempts({ attempts }: { attempts: readonly DeliveryAttempt[] }) {
  if (attempts.length === 0) return <p className="muted text-13">Nothing has been sent yet.</p>;
  return (
    <div className="panel">
      <table className="list-table attempts">
        <caption className="sr-only">Attempts, newest first</caption>
        <thead>
          <tr>
            <th data-col="outcome" scope="col">
              What came of it
            </th>
            <th data-col="answer" scope="col">
              Answer
            </th>
            <th data-col="took" scope="col">
              Took
            </th>
            <th data-col="when" scope="col">
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt) => (
            <tr key={attempt.number}>
              <td data-col="outcome">
                {attempt.number}. {outcomeWords[attempt.outcome]}
              </td>
              <td data-col="answer" className="mono" data-label="Answer">
                {attempt.statusClass === null ? 'none' : `${attempt.statusClass}xx`}
              </td>
              <td data-col="took" className="tabular-nums" data-label="Took">
                {attempt.durationMs === null ? 'unknown' : `${attempt.durationMs} ms`}
              </td>
              <td data-col="when" className="muted tabular-nums">
                {utcWords(attempt.startedAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One applied change on its way to the control plane, with every attempt. */
export function DeliveryDetail({ delivery, attempts, sendAgain }: Props) {
  return (
    <article className="review">
      <header>
        <div className="row">
          <span className="chip">Delivery</span>
          <DeliveryChip id={delivery.id} state={delivery.state} sending={delivery.sending} />
          <span className="ml-auto">{sendAgain}</span>
        </div>
        <h1>
          {visible(delivery.resourceName)} v{delivery.version}
        </h1>
        <p className="muted">
          <DeliveryProgress delivery={delivery} />
        </p>
        <dl className="strip three">
          <div>
            <dt>Applied</dt>
            <dd>
              <TimeText at={delivery.appliedAt} mode="both" />
            </dd>
          </div>
          <div>
            <dt>Draft</dt>
            <dd>
              <Link className="link mono" href={`/drafts/${delivery.draftId}`} prefetch={false}>
                {delivery.draftId.slice(0, 4)}…{delivery.draftId.slice(-6)}
              </Link>
            </dd>
          </div>
          <div>
            <dt>Message</dt>
            <dd>
              <MiddleCut text={delivery.id} label="Copy message id" />
            </dd>
          </div>
        </dl>
      </header>
      <section className="section first" aria-labelledby="attempts">
        <div className="section-head">
          <h2 id="attempts">Attempts</h2>
          <span className="muted text-13">newest first</span>
        </div>
        <Attempts attempts={attempts} />
      </section>
    </article>
  );
}
