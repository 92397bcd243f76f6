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
        {draft.blocked === null ? null : (
          <p className="blocked-why">
            <span className="only-phone">Blocked. </span>
            {draft.blocked.message}
          </p>
        )}
      </td>
      <td>
        {draft.blocked === null ? (
          <StatusChip status={draft.status} />
        ) : (
          <span className="chip warn">Blocked</span>
        )}
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
