import Link from 'next/link';
import { CopyButton } from '../ui/copy-button';
import { utcWords } from '../ui/time-words';
import type { EvidenceRecord } from './evidence-record';

/** Uncut: on paper nobody can copy it. */
function Whole({ text, label }: { text: string; label: string }) {
  return (
    <span className="row">
      <span className="value">{text}</span>
      <CopyButton text={text} label={label} />
    </span>
  );
}

/** Where a record lies, and what it is known by. */
export function RecordFacts({ record }: { record: EvidenceRecord }) {
  return (
    <dl className="facts wide section first">
      <dt>Position</dt>
      <dd className="tabular-nums">#{record.position}, from 0 and without gaps</dd>
      <dt>Event</dt>
      <dd className="mono">{record.event}</dd>
      <dt>Appended</dt>
      <dd className="tabular-nums">{utcWords(record.at)}</dd>
      <dt>About</dt>
      <dd className="mono">
        {record.subject.startsWith('drf_') ? (
          <Link className="link" href={`/drafts/${record.subject}`} prefetch={false}>
            {record.subject}
          </Link>
        ) : (
          record.subject
        )}
      </dd>
      <dt>Record</dt>
      <dd>
        <Whole text={record.id} label="Copy record id" />
      </dd>
      <dt>Leaf hash</dt>
      <dd>
        <Whole text={record.leafHash} label="Copy leaf hash" />
      </dd>
      {record.correlation === null ? null : (
        <>
          <dt>Request</dt>
          <dd>
            <Link className="link" href={`/audit/${record.correlation}`} prefetch={false}>
              From call to change
            </Link>
          </dd>
        </>
      )}
    </dl>
  );
}
