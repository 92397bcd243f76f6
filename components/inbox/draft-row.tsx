import Link from 'next/link';
import type { ListedDraft } from '@/lib/domain/draft/listed-draft';
import { visible } from '@/lib/domain/text/visible';
import { typeNames } from '../drafts/operation-words';
import { RiskChip } from '../ui/risk-chip';
import { StatusChip, statusNames } from '../ui/status-chip';
import { TimeText } from '../ui/time-text';
import { ChangeWords } from './change-words';
import { CreatorName } from './creator-name';

type Props = {
  draft: ListedDraft;
  current: boolean;
  onPoint: (id: string) => void;
};

const signs = { create: '+', update: '~', delete: '−' } as const;

/** One draft in the list. The whole row is the link to its review; nothing in it decides. */
export function DraftRow({ draft, current, onPoint }: Props) {
  return (
    <tr
      className={current ? 'item cursor' : 'item'}
      data-draft={draft.id}
      onPointerEnter={() => onPoint(draft.id)}
      onFocus={() => onPoint(draft.id)}
    >
      <td data-col="risk">
        <RiskChip tier={draft.riskTier} />
      </td>
      <td data-col="change">
        <div className="cell">
          <Link className="subject" href={`/drafts/${draft.id}`} prefetch={false}>
            {draft.resourceName}
          </Link>
          <ChangeWords draft={draft} />
        </div>
        {draft.decidedBy === null ? null : (
          <p className="decided-by">
            {statusNames[draft.status]} by {visible(draft.decidedBy.name)}
          </p>
        )}
        <Hindrance draft={draft} />
      </td>
      <td>
        <Standing draft={draft} />
      </td>
      <td className="muted">{typeNames[draft.type]}</td>
      <td className="muted">
        <CreatorName creator={draft.createdBy} />
      </td>
      <td className="number muted" data-col="expiry">
        {draft.status === 'pending' ? (
          <TimeText at={draft.expiresAt} mode="left" />
        ) : (
          <TimeText at={draft.decidedAt ?? draft.expiresAt} />
        )}
      </td>
      <td className="number">
        <Link className="link diff-link" href={`/drafts/${draft.id}#diff`} prefetch={false}>
          <span aria-hidden="true">{signs[draft.operation]} </span>
          {draft.changeCount} {draft.changeCount === 1 ? 'field' : 'fields'}
          <span className="sr-only"> of {draft.resourceName}: open diff</span>
        </Link>
      </td>
    </tr>
  );
}

/** Why it cannot be applied as it is. A stop comes first: it ends for all of them at once. */
function Hindrance({ draft: { blocked, stopped } }: { draft: ListedDraft }) {
  const why = stopped ?? blocked?.message;
  if (why === undefined) return null;
  return (
    <p className="blocked-why">
      <span className="only-phone">{stopped === null ? 'Blocked. ' : ''}</span>
      {why}
    </p>
  );
}

function Standing({ draft: { blocked, stopped, status } }: { draft: ListedDraft }) {
  if (stopped !== null) return <span className="chip bad">Stopped</span>;
  if (blocked !== null) return <span className="chip warn">Blocked</span>;
  return <StatusChip status={status} />;
}
