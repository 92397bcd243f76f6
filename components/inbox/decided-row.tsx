import { Check, Clock, type LucideIcon, Minus } from 'lucide-react';
import Link from 'next/link';
import type { DraftStatus, DraftSummary } from '@/lib/domain/draft/draft';
import { visible } from '@/lib/domain/text/visible';
import { typeNames } from '../drafts/operation-words';
import { StatusChip, statusNames } from '../ui/status-chip';
import { TimeText } from '../ui/time-text';
import { ChangeWords } from './change-words';
import { CreatorName } from './creator-name';

const icons = { pending: Minus, applied: Check, discarded: Minus, expired: Clock } satisfies Record<
  DraftStatus,
  LucideIcon
>;

function By({ draft }: { draft: DraftSummary }) {
  const name = draft.decidedBy ? ` by ${visible(draft.decidedBy.name)}` : '';
  return (
    <>
      {statusNames[draft.status]}
      {name}, <TimeText at={draft.decidedAt ?? draft.expiresAt} />
    </>
  );
}

/** A draft that was decided while the list was open: it stays where it was and says who decided. */
export function GhostRow({ draft }: { draft: DraftSummary }) {
  const Icon = icons[draft.status];
  return (
    <tr className="ghost" data-draft={draft.id}>
      <td>
        <Icon className="icon" aria-hidden="true" />
      </td>
      <td data-col="change">
        <div className="cell">
          <Link className="subject" href={`/drafts/${draft.id}`} prefetch={false}>
            {draft.resourceName}
          </Link>
          <ChangeWords draft={draft} />
        </div>
      </td>
      <td colSpan={5} className="end" data-col="outcome">
        {draft.status === 'pending' ? 'No longer in this list' : <By draft={draft} />}
      </td>
    </tr>
  );
}

/** A decided draft. */
export function DecidedRow({ draft }: { draft: DraftSummary }) {
  const Icon = icons[draft.status];
  return (
    <tr className="done" data-draft={draft.id}>
      <td>
        <Icon className="icon" aria-hidden="true" />
      </td>
      <td data-col="change">
        <Link className="subject" href={`/drafts/${draft.id}`} prefetch={false}>
          {draft.resourceName}
        </Link>
        <span className="change">
          {draft.decidedBy ? <span className="only-phone">{statusNames[draft.status]} </span> : null}
          {draft.decidedBy ? `by ${visible(draft.decidedBy.name)}` : 'nobody decided'}
        </span>
      </td>
      <td>
        <StatusChip status={draft.status} />
      </td>
      <td>{typeNames[draft.type]}</td>
      <td>
        <CreatorName creator={draft.createdBy} />
      </td>
      <td className="number" colSpan={2} data-col="when">
        <TimeText at={draft.decidedAt ?? draft.expiresAt} />
      </td>
    </tr>
  );
}
