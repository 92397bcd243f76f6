'use client';

import { useCallback, useId, useState } from 'react';
import { type DiscardReason, discardReasons } from '@/lib/domain/draft/draft';
import type { Review } from '@/lib/domain/draft/review';
import { Choice } from '../ui/choice';
import { EnvironmentChip } from '../ui/environment-chip';
import { DecisionDialog } from './decision-dialog';
import { DecisionNotice } from './decision-notice';
import type { DiscardAction } from './decision-types';
import { reasonNames } from './reason-words';
import { useDecide } from './use-decide';

const messageMax = 500;

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  review: Review;
  tenant: string;
  personId: string;
  discard: DiscardAction;
};

/** A reason, a word to the proposer, one button: never more steps than Apply. */
export function DiscardDialog({ open, onOpenChange, review, tenant, personId, discard }: Props) {
  const { draft } = review;
  const [reason, setReason] = useState<DiscardReason | null>(null);
  const [message, setMessage] = useState('');
  const messageId = useId();
  const send = useCallback(
    async (idempotencyKey: string) => {
      const input = { draftId: draft.id, reason: reason ?? 'other', message, personId, idempotencyKey };
      const result = await discard(input);
      if (!result.ok) return result;
      const evidence = result.value.evidence.merklePosition;
      return { ok: true as const, value: { status: 'discarded' as const, evidence, resource: null } };
    },
    [discard, draft.id, reason, message, personId],
  );
  const close = useCallback(() => onOpenChange(false), [onOpenChange]);
  const { phase, commit, waiting } = useDecide(draft.id, send, close);
  return (
    <DecisionDialog
      open={open}
      onOpenChange={onOpenChange}
      busy={waiting}
      title={<>Discard the draft for {draft.resourceName}?</>}
      description={<>Nothing in production changes. {review.proposer.agent} is told the reason.</>}
      where={
        <>
          {tenant} <EnvironmentChip environment={draft.environment} />
        </>
      }
      commit={{
        label: 'Discard draft',
        busyLabel: 'Discarding…',
        className: 'ink',
        enabled: draft.status === 'pending' && reason !== null,
        run: () => void commit(),
      }}
    >
      <Choice legend="Reason" of={discardReasons} names={reasonNames} chosen={reason} onChoose={setReason} />
      <div>
        <label className="label" htmlFor={messageId}>
          Message to the proposer <span className="muted">optional</span>
        </label>
        <textarea
          id={messageId}
          className="input"
          value={message}
          maxLength={messageMax}
          onChange={(event) => setMessage(event.target.value)}
        />
        <p className="hint">
          {reason === null
            ? 'Choose a reason to enable Discard.'
            : `${messageMax - message.length} characters left.`}
        </p>
      </div>
      <DecisionNotice phase={phase} draftId={draft.id} />
    </DecisionDialog>
  );
}
