import type { Draft } from '@/lib/domain/draft/draft';
import { visible } from '@/lib/domain/text/visible';
import { reasonNames } from '../drafts/reason-words';
import { statusNames } from '../ui/status-chip';
import { TimeText } from '../ui/time-text';

/** How a draft ended: who decided, when, and the reason they gave. */
export function DecidedFacts({ draft }: { draft: Draft }) {
  const { discardReason: reason, discardMessage: message } = draft;
  return (
    <>
      <dt>{statusNames[draft.status]}</dt>
      <dd>
        {draft.decidedBy === null ? 'nobody decided' : `by ${visible(draft.decidedBy.name)}`},{' '}
        <TimeText at={draft.decidedAt ?? draft.expiresAt} />
      </dd>
      {reason === null ? null : (
        <>
          <dt>Reason</dt>
          <dd>
            {reasonNames[reason]}
            {message ? `: ${visible(message)}` : ''}
          </dd>
        </>
      )}
    </>
  );
}
