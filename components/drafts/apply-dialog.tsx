'use client';

import { Check } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Operation } from '@/lib/domain/draft/draft';
import type { Review } from '@/lib/domain/draft/review';
import { ChangeLine, type Shown } from '../diff/change-line';
import { acknowledgement } from './acknowledgement';
import { applyWords } from './apply-words';
import { byConsequence } from './by-consequence';
import { useDecision } from './decision-context';
import { DecisionDialog } from './decision-dialog';
import { DecisionNotice } from './decision-notice';
import type { ApplyAction } from './decision-types';
import { EndSeen } from './end-seen';
import { environmentWords } from './environment-move';
import { EnvironmentPlace } from './environment-place';
import { raisedSince } from './raised-since';
import { riskyValue } from './risky-value';
import { TypedValue } from './typed-value';
import { useDecide } from './use-decide';

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  review: Review;
  tenant: string;
  personId: string;
  apply: ApplyAction;
};

/** A whole endpoint that comes or goes has nothing to stand beside. */
const sides = { create: 'after', update: 'both', delete: 'before' } satisfies Record<Operation, Shown>;

function Changes({ review }: { review: Review }) {
  return (
    <dl className="dl-changes">
      {byConsequence(review.changes.changed).map((change) => (
        <div key={change.field} className="contents">
          <dt>{change.label}</dt>
          <dd>
            <ChangeLine change={change} side={sides[review.draft.operation]} clip />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Ticks({ review }: { review: Review }) {
  const { ticks } = useDecision();
  const high = review.flags.filter((flag) => flag.tier === 'high' && ticks[flag.code] !== undefined);
  if (high.length === 0) return null;
  return (
    <ul className="acks">
      {high.map((flag) => {
        const { text, value, rest } = acknowledgement(flag);
        return (
          <li key={flag.code}>
            <Check className="ic" aria-hidden="true" />
            <span>
              {flag.chip}: {[text, value, rest].filter(Boolean).join(' ')}
            </span>
            <span className="who">you, {ticks[flag.code]}</span>
          </li>
        );
      })}
    </ul>
  );
}

const baseWords = ({ draft }: Review) =>
  draft.base.state === 'absent' ? 'does not exist yet' : `base v${draft.base.version}`;

function Question({ text, value }: { text: string; value?: string }) {
  if (value === undefined) return text;
  return (
    <>
      {text} <span className="mono">{value}</span>?
    </>
  );
}

function RaisedSince({ titles }: { titles: readonly string[] }) {
  if (titles.length === 0) return null;
  return (
    <div className="said warn" role="alert">
      <p>
        <span className="med">A flag was raised since you opened this page:</span> {titles.join(', ')}. Close
        this dialog, look at it, and tick it.
      </p>
    </div>
  );
}

const unread = (seen: boolean) => (seen ? '' : 'Scroll to the end of the changes first');

/** The last look before production changes. What it sends is what was on screen when it opened. */
export function ApplyDialog({ open, onOpenChange, review, tenant, personId, apply }: Props) {
  const { draft } = review;
  const { ticks } = useDecision();
  const [typed, setTyped] = useState('');
  const [seen, setSeen] = useState(false);
  const wanted = riskyValue(review);
  const mustType = review.riskTier === 'high';
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
          Takes effect at once in <b className="med text-fg">{environmentWords(review)}</b> for tenant{' '}
          <b className="med text-fg">{tenant}</b>. There is no undo, {words.undo}.
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
        enabled: stillOpen && seen && raised.length === 0 && (!mustType || typed === wanted.value),
        reason: unread(seen),
        run: () => void commit(),
      }}
    >
      <div>
        <Changes review={review} />
        <EndSeen onSeen={setSeen} />
      </div>
      <Ticks review={review} />
      {mustType ? <TypedValue wanted={wanted} typed={typed} onType={setTyped} /> : null}
      <div className="bind">
        <span className="code">{review.digestCode}</span>
        <span>digest on screen, {baseWords(review)}</span>
      </div>
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
