'use client';

import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { DraftStatus, DraftSummary } from '@/lib/domain/draft/draft';
import { DecidedRow, GhostRow } from './decided-row';
import { DraftRow } from './draft-row';
import type { ListGroup } from './list-groups';

const columnCount = 7;

const timeHeadings = {
  pending: 'Expiry',
  applied: 'Decided',
  discarded: 'Decided',
  expired: 'Expired',
} satisfies Record<DraftStatus, string>;

const orderWords = {
  pending: 'soonest hour first, then high risk',
  applied: 'newest first',
  discarded: 'newest first',
  expired: 'newest first',
} satisfies Record<DraftStatus, string>;

type SectionProps = { title: string; count: number; aside: React.ReactNode; children: React.ReactNode };

function Section({ title, count, aside, children }: SectionProps) {
  const [open, setOpen] = useState(true);
  return (
    <tbody>
      <tr className="heading-row">
        <th colSpan={columnCount} scope="colgroup">
          <span className="why">{aside}</span>
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            <ChevronDown className="icon-small" aria-hidden="true" />
            {title}
            <span className="count">{count}</span>
          </button>
        </th>
      </tr>
      {open ? children : null}
    </tbody>
  );
}

/** In the heading's own row, so that nothing below it moves. */
function NewDrafts({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <button type="button" className="show-new" onClick={onShow}>
      {count} new {count === 1 ? 'draft. Show it' : 'drafts. Show them'} <kbd>R</kbd>
    </button>
  );
}

type Props = {
  groups: readonly ListGroup[];
  status: DraftStatus;
  decided: readonly DraftSummary[];
  /** All that was decided, narrowed as this list is. */
  history: string;
  fresh: number;
  onShow: () => void;
  cursor: string | null;
  onPoint: (id: string) => void;
};

/** The list of drafts: what waits, then what was decided. */
export function InboxTable({ groups, status, decided, history, fresh, onShow, cursor, onPoint }: Props) {
  return (
    <table className="inbox">
      <caption className="sr-only">Drafts</caption>
      <colgroup>
        <col data-col="risk" />
        <col />
        <col data-col="status" />
        <col data-col="type" />
        <col data-col="creator" />
        <col data-col="expiry" />
        <col data-col="diff" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Risk</th>
          <th scope="col">Change</th>
          <th scope="col">Status</th>
          <th scope="col">Type</th>
          <th scope="col">Creator</th>
          <th scope="col" className="number">
            {timeHeadings[status]}
          </th>
          <th scope="col" className="number">
            Diff
          </th>
        </tr>
      </thead>
      {groups.map(({ title, rows }, place) => (
        <Section
          key={title}
          title={title}
          count={rows.filter((row) => !row.ghost).length}
          aside={
            fresh > 0 && place === 0 ? (
              <NewDrafts count={fresh} onShow={onShow} />
            ) : (
              <span className="only-wide">{orderWords[status]}</span>
            )
          }
        >
          {rows.map(({ draft, ghost }) =>
            ghost ? (
              <GhostRow key={draft.id} draft={draft} />
            ) : (
              <DraftRow key={draft.id} draft={draft} current={draft.id === cursor} onPoint={onPoint} />
            ),
          )}
        </Section>
      ))}
      {decided.length === 0 ? null : (
        <Section
          title="Recently decided"
          count={decided.length}
          aside={
            <Link className="link" href={history} prefetch={false}>
              All in History
            </Link>
          }
        >
          {decided.map((draft) => (
            <DecidedRow key={draft.id} draft={draft} />
          ))}
        </Section>
      )}
    </table>
  );
}
