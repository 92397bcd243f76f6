'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { MiddleCut } from '../ui/middle-cut';
import { EventName } from './event-name';
import type { EvidenceRecord } from './evidence-record';

const columnCount = 6;

function Subject({ subject }: { subject: string }) {
  const short = subject.length > 24 ? `${subject.slice(0, 4)}…${subject.slice(-6)}` : subject;
  if (!subject.startsWith('drf_')) return <span title={subject}>{short}</span>;
  return (
    <Link className="link" href={`/drafts/${subject}`} prefetch={false} title={subject}>
      {short}
    </Link>
  );
}

/** One leaf of the log; its exact bytes open below it. */
export function EvidenceRow({ record }: { record: EvidenceRecord }) {
  const [open, setOpen] = useState(false);
  const Sign = open ? ChevronDown : ChevronRight;
  return (
    <>
      <tr id={record.id} className={open ? 'open' : undefined}>
        <td data-col="position" className="tabular-nums">
          <Link className="link" href={`/evidence/${record.position}`} prefetch={false}>
            {record.position}
          </Link>
        </td>
        <td data-col="time" className="muted tabular-nums">
          {record.at.toISOString()}
        </td>
        <td data-col="event">
          <EventName record={record} />
        </td>
        <td data-col="draft" className="mono">
          <Subject subject={record.subject} />
        </td>
        <td data-col="leaf">
          <MiddleCut text={record.leafHash} label={`Copy leaf hash of record ${record.position}`} />
        </td>
        <td data-col="bytes">
          <button
            type="button"
            className="btn sm ghost"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            data-list-item
          >
            <Sign className="icon-small" aria-hidden="true" />
            {record.bytes}
            <span className="only-phone"> bytes</span>
            <span className="sr-only"> bytes of record {record.position}</span>
          </button>
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={columnCount} className="exact">
            <p className="muted text-13 py-2">
              Record <span className="mono">{record.id}</span>, event{' '}
              <span className="mono">{record.event}</span>
              {record.correlation === null ? null : (
                <>
                  {' · '}
                  <Link className="link" href={`/audit/${record.correlation}`} prefetch={false}>
                    From call to change
                  </Link>
                </>
              )}
            </p>
            <pre className="entry mono">{record.json}</pre>
          </td>
        </tr>
      ) : null}
    </>
  );
}
