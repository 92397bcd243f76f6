'use client';

import { Check, SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import type { Review } from '@/lib/domain/draft/review';
import { applyWords } from './apply-words';
import { useDecision } from './decision-context';
import { DecisionDialog } from './decision-dialog';
import { DecisionNotice } from './decision-notice';
import type { ConfirmAction } from './decision-types';
import { environmentWords } from './environment-move';
import { EnvironmentPlace } from './environment-place';
import { LastLook, lookedAtAll, Question, RaisedSince, unread } from './last-look';
import { raisedSince } from './raised-since';
import { useConfirm } from './use-confirm';

type Props = {
  review: Review;
  tenant: string;
  personId: string;
  /** The same gate as Apply’s: every high flag ticked, the diff drawn. */
  ready: boolean;
  confirm: ConfirmAction;
};

/** In place of Apply when a terminal of this person waits: lets it apply exactly this, once. */
export function ConfirmTerminal({ review, tenant, personId, ready, confirm }: Props) {
  const { ticks } = useDecision();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [seen, setSeen] = useState(false);
  const { phase, confirmed, run } = useConfirm(review, personId, confirm);
  const words = applyWords(review);
  const raised = raisedSince(review.flags, ticks, phase.name === 'refused' ? phase.refusal : null);
  if (confirmed) {
    return (
      <output className="row confirmed">
        <Check className="icon text-ok" aria-hidden="true" />
        <span>
          <b>Confirmed.</b> Go back to your terminal; it has five minutes.
        </span>
      </output>
    );
  }
  return (
    <>
      <button
        type="button"
        className="btn lg apply"
        disabled={!ready}
        aria-describedby="apply-reason"
        onClick={() => setOpen(true)}
      >
        <SquareTerminal className="icon" aria-hidden="true" /> Confirm for the terminal…
      </button>
      <DecisionDialog
        open={open}
        onOpenChange={setOpen}
        busy={phase.name === 'busy'}
        title={<Question {...words.forTerminal} />}
        description={
          <>
            A command of yours waits to apply exactly this in{' '}
            <b className="font-medium text-fg">{environmentWords(review)}</b>, once, within five minutes. Did
            you not start one? Then close this.
          </>
        }
        where={
          <>
            {tenant} <EnvironmentPlace review={review} />
          </>
        }
        commit={{
          label: 'Confirm for the terminal',
          busyLabel: 'Confirming…',
          className: words.look,
          enabled: ready && raised.length === 0 && lookedAtAll(review, { seen, typed }),
          reason: unread(seen),
          run: () => void run(),
        }}
      >
        <LastLook
          review={review}
          typed={typed}
          onType={setTyped}
          onSeen={setSeen}
          where="Digest here and in the terminal"
        />
        <RaisedSince titles={raised} />
        <DecisionNotice phase={phase} draftId={review.draft.id} />
      </DecisionDialog>
    </>
  );
}
