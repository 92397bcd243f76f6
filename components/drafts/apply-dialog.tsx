'use client';

import { useCallback, useState } from 'react';
import type { Review } from '@/lib/domain/draft/review';
import { applyWords } from './apply-words';
import { useDecision } from './decision-context';
import { DecisionDialog } from './decision-dialog';
import { DecisionNotice } from './decision-notice';
import type { ApplyAction } from './decision-types';
import { environmentWords } from './environment-move';
import { EnvironmentPlace } from './environment-place';
import { LastLook, lookedAtAll, Question, RaisedSince, unread } from './last-look';
import { raisedSince } from './raised-since';
import { useDecide } from './use-decide';

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  review: Review;
  tenant: string;
  personId: string;
  apply: ApplyAction;
};

/** The last look before production changes. What it sends is what was on screen when it opened. */
export function ApplyDialog({ open, onOpenChange, review, tenant, personId, apply }: Props) {
  const { draft } = review;
  const { ticks } = useDecision();
  const [typed, setTyped] = useState('');
  const [seen, setSeen] = useState(false);
  const words = applyWords(review);
  const send = useCallback(
    async (idempotencyKey: string) => {
      const { id: draftId, proposedSpecDigest, lockVersion } = draft;
      const acknowledgedFlags = Object.keys(ticks).toSorted();
      const shown = { draftId, proposedSpecDigest, lockVersion, acknowledgedFlags };
      const result = await apply({ ...shown, personId, idempotencyKey });
      if (!result.ok) return result;
      const { evidence, resource } = result.value;
      return {
        ok: true as const,
        value: { status: 'applied' as const, evidence: evidence.merklePosition, resource },
      };
    },
    [apply, draft, personId, ticks],
  );
  const close = useCallback(() => onOpenChange(false), [onOpenChange]);
  const { phase, commit, waiting } = useDecide(draft.id, send, close);
  const raised = raisedSince(review.flags, ticks, phase.name === 'refused' ? phase.refusal : null);
  const stillOpen = draft.status === 'pending' && review.apply.state === 'ready';
  return (
    <DecisionDialog
      open={open}
      onOpenChange={onOpenChange}
      busy={waiting}
      title={<Question {...words.title} />}
      description={
        <>
          Takes effect at once in <b className="font-medium text-fg">{environmentWords(review)}</b> for tenant{' '}
          <b className="font-medium text-fg">{tenant}</b>. There is no undo, {words.undo}.
        </>
      }
      where={
        <>
          {tenant} <EnvironmentPlace review={review} />
        </>
      }
      commit={{
        label: words.commit,
        busyLabel: words.busy,
        className: words.look,
        enabled: stillOpen && raised.length === 0 && lookedAtAll(review, { seen, typed }),
        reason: unread(seen),
        run: () => void commit(),
      }}
    >
      <LastLook review={review} typed={typed} onType={setTyped} onSeen={setSeen} where="Digest on screen" />
      {stillOpen || waiting ? null : (
        <p className="said warn" role="alert">
          This draft changed while the dialog was open. Close it and look again.
        </p>
      )}
      <RaisedSince titles={raised} />
      <DecisionNotice phase={phase} draftId={draft.id} />
    </DecisionDialog>
  );
}
