'use client';

import { Check } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { Review } from '@/lib/domain/draft/review';
import type { Shortcut } from '../keyboard/shortcut';
import { useShortcuts } from '../keyboard/shortcut-registry';
import { useLive } from '../live/live-context';
import { ApplyDialog } from './apply-dialog';
import { type ApplyGate, applyGate } from './apply-gate';
import { ConfirmTerminal } from './confirm-terminal';
import { useDecision } from './decision-context';
import type { ApplyAction, ConfirmAction, DiscardAction } from './decision-types';
import { DiscardDialog } from './discard-dialog';
import { EnvironmentPlace } from './environment-place';
import { focusFlag } from './focus-flag';

type Props = {
  review: Review;
  tenant: string;
  personId: string;
  apply: ApplyAction;
  discard: DiscardAction;
  /** Given when a terminal of this person waits: it confirms for that instead of applying here. */
  confirm: ConfirmAction | null;
};

type ReasonProps = { gate: ApplyGate; flagged: boolean; where: React.ReactNode };

function Reason({ gate, flagged, where }: ReasonProps) {
  return (
    <div className="middle">
      <output className="row" id="apply-reason">
        {gate.button === 'ready' ? <Check className="icon text-ok" aria-hidden="true" /> : null}
        <span>
          {gate.lead === '' ? null : <b>{gate.lead}</b>} {gate.reason}
        </span>
      </output>
      {gate.button === 'none' ? null : <span className="only-phone muted">{where}</span>}
      {gate.button === 'disabled' && flagged ? (
        <button type="button" className="btn ghost sm" onClick={() => focusFlag(1)}>
          Next flag <kbd>N</kbd>
        </button>
      ) : null}
    </div>
  );
}

/** Discard left, the reason in the middle, tenant, environment and Apply right. */
export function ActionBar({ review, tenant, personId, apply, discard, confirm }: Props) {
  const { ticks, diffReady, outcome } = useDecision();
  const { connection } = useLive();
  const [open, setOpen] = useState<'apply' | 'discard' | null>(null);
  const gate = applyGate({ review, ticks, diffReady, connection });
  const mayApply = gate.button === 'ready';
  const appliesHere = mayApply && confirm === null;
  const mayDiscard = review.discard.state === 'ready';
  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [
      { keys: 'n', label: 'Next flag', group: 'Review', run: () => focusFlag(1) },
      { keys: 'p', label: 'Previous flag', group: 'Review', run: () => focusFlag(-1) },
      ...(appliesHere
        ? [{ keys: 'a', label: 'Open Apply', group: 'Review' as const, run: () => setOpen('apply') }]
        : []),
      ...(mayDiscard
        ? [{ keys: 'd', label: 'Open Discard', group: 'Review' as const, run: () => setOpen('discard') }]
        : []),
    ],
    [appliesHere, mayDiscard],
  );
  useShortcuts(shortcuts);
  const onApply = useCallback((next: boolean) => setOpen(next ? 'apply' : null), []);
  const onDiscard = useCallback((next: boolean) => setOpen(next ? 'discard' : null), []);
  if (outcome !== null || (review.draft.status !== 'pending' && open === null)) return null;
  const shared = { review, tenant, personId };
  const where = (
    <>
      {tenant} <EnvironmentPlace review={review} />
    </>
  );
  return (
    <section className="actionbar" aria-label="Decision">
      <div>
        <div>
          {mayDiscard ? (
            <button type="button" className="btn lg" onClick={() => setOpen('discard')}>
              Discard… <kbd>D</kbd>
            </button>
          ) : null}
        </div>
        <Reason gate={gate} flagged={review.flags.some((flag) => flag.tier === 'high')} where={where} />
        <div className="right">
          {gate.button === 'none' ? null : (
            <>
              <span className="muted text-13 row">{where}</span>
              {confirm === null ? (
                <button
                  type="button"
                  className="btn lg apply"
                  disabled={!mayApply}
                  aria-describedby="apply-reason"
                  onClick={() => setOpen('apply')}
                >
                  Apply… <kbd>A</kbd>
                </button>
              ) : (
                <ConfirmTerminal {...shared} ready={mayApply} confirm={confirm} />
              )}
            </>
          )}
        </div>
      </div>
      <ApplyDialog {...shared} open={open === 'apply'} onOpenChange={onApply} apply={apply} />
      <DiscardDialog {...shared} open={open === 'discard'} onOpenChange={onDiscard} discard={discard} />
    </section>
  );
}
