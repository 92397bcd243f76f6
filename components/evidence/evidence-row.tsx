'use client';

import { Ban, Check, ChevronDown, ChevronRight, Clock, type LucideIcon, Minus, Plus } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { MiddleCut } from '../ui/middle-cut';

/** A record of the log as the page needs it. `json` is the exact leaf, made visible. */
export type EvidenceRecord = {
  id: string;
  event: string;
  subject: string;
  position: number;
  leafHash: string;
  at: Date;
  json: string;
  bytes: number;
};

const columnCount = 6;

const icons: Record<string, LucideIcon> = {
  draft_created: Plus,
  draft_applied: Check,
  draft_discarded: Minus,
  draft_expired: Clock,
  draft_apply_refused: Ban,
};

function EventName({ event }: { event: string }) {
  const Icon = icons[event] ?? Minus;
  return (
    <span className="ev-name">
      <Icon className="ic-14" aria-hidden="true" />
      {event}
    </span>
  );
}

function Subject({ subject }: { subject: string }) {
  if (!subject.startsWith('drf_')) return subject;
  return (
    <Link className="link" href={`/drafts/${subject}`} prefetch={false} title={subject}>
      {subject.slice(0, 4)}…{subject.slice(-6)}
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
        <td className="tn">{record.position}</td>
        <td className="muted tn">{record.at.toISOString()}</td>
        <td>
          <EventName event={record.event} />
        </td>
        <td className="mono">
          <Subject subject={record.subject} />
        </td>
        <td>
          <MiddleCut text={record.leafHash} label={`Copy leaf hash of record ${record.position}`} />
        </td>
        <td>
          <button
            type="button"
            className="btn sm ghost"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            data-list-item
          >
            <Sign className="ic-14" aria-hidden="true" />
            {record.bytes}
            <span className="only-phone"> bytes</span>
            <span className="sr-only"> bytes of record {record.position}</span>
          </button>
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={columnCount} className="exact">
            <pre className="entry mono">{record.json}</pre>
          </td>
        </tr>
      ) : null}
    </>
  );
}
