'use client';

import { Check } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Review } from '@/lib/domain/draft/review';
import { ChangeLine } from '../diff/change-line';
import { environmentNames } from '../ui/environment-chip';
import { acknowledgement } from './acknowledgement';
import { byConsequence } from './by-consequence';
import { useDecision } from './decision-context';
import { DecisionDialog } from './decision-dialog';
import { DecisionNotice } from './decision-notice';
import type { ApplyAction } from './decision-types';
import { EndSeen } from './end-seen';
import { environmentWords } from './environment-move';
import { EnvironmentPlace } from './environment-place';
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

function Changes({ review }: { review: Review }) {
  return (
    <dl className="dl-changes">
      {byConsequence(review.changes.changed).map((change) => (
        <div key={change.field} className="contents">
          <dt>{change.label}</dt>
          <dd>
            <ChangeLine change={change} clip />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Ticks({ review }: { review: Review }) {
  const { ticks } = useDecision();
  const high = review.flags.filter((flag) => flag.tier === 'high');
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

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const unread = (seen: boolean) => (seen ? '' : 'Scroll to the end of the changes first');

/** The last look before production changes. What it sends is what was on screen when it opened. */
export function ApplyDialog({ open, onOpenChange, review, tenant, personId, apply }: Props) {
  const { draft, title } = review;
  const [typed, setTyped] = useState('');
  const [seen, setSeen] = useState(false);
  const wanted = riskyValue(review);
  const mustType = review.riskTier === 'high';
  const send = useCallback(
    async (idempotencyKey: string) => {
      const { id: draftId, proposedSpecDigest, lockVersion } = draft;
      const result = await apply({ draftId, proposedSpecDigest, lockVersion, personId, idempotencyKey });
      if (!result.ok) return result;
      const { evidence, resource } = result.value;
      return {
        ok: true as const,
        value: { status: 'applied' as const, evidence: evidence.merklePosition, resource },
      };
    },
    [apply, draft, personId],
  );
  const close = useCallback(() => onOpenChange(false), [onOpenChange]);
  const { phase, commit, waiting } = useDecide(draft.id, send, close);
  const stillOpen = draft.status === 'pending' && review.apply.state === 'ready';
  return (
    <DecisionDialog
      open={open}
      onOpenChange={onOpenChange}
      busy={waiting}
      title={
        <>
          Apply: {lowered(title.text)}{' '}
          {title.value === undefined ? null : <span className="mono">{title.value}</span>}?
        </>
      }
      description={
        <>
          Takes effect at once in <b className="med text-fg">{environmentWords(review)}</b> for tenant{' '}
          <b className="med text-fg">{tenant}</b>. There is no undo, only a new draft that reverts it.
        </>
      }
      where={
        <>
          {tenant} <EnvironmentPlace review={review} />
        </>
      }
      commit={{
        label: `Apply to ${environmentNames[draft.environment]}`,
        busyLabel: 'Applying…',
        className: 'apply',
        enabled: stillOpen && seen && (!mustType || typed === wanted.value),
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
      <DecisionNotice phase={phase} draftId={draft.id} />
    </DecisionDialog>
  );
}
