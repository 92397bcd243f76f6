import Link from 'next/link';
import type { EvidenceItem } from '@/lib/domain/evidence/evidence-item';
import { utcWords } from '../ui/time-words';
import { eventWords } from './event-words';

type Props = { draftId: string; records: readonly EvidenceItem[]; position: number };

/** The other records of the same draft, oldest first. */
export function RecordRelated({ draftId, records, position }: Props) {
  return (
    <section className="section" aria-labelledby="related">
      <div className="section-head">
        <h2 id="related">Records of this draft</h2>
        <span className="aside no-print">
          <Link className="link" href={`/drafts/${draftId}`} prefetch={false}>
            To the draft
          </Link>
        </span>
      </div>
      <ol className="plain-list text-13">
        {records.toReversed().map((record) => (
          <li key={record.id}>
            <span className="tabular-nums">#{record.merklePosition}</span>{' '}
            {record.merklePosition === position ? (
              <span aria-current="true" className="font-medium">
                {eventWords[record.event]}
              </span>
            ) : (
              <Link className="link" href={`/evidence/${record.merklePosition}`} prefetch={false}>
                {eventWords[record.event]}
              </Link>
            )}{' '}
            <span className="muted">{utcWords(record.appendedAt)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
