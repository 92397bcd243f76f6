import { Check } from 'lucide-react';
import type { Operation } from '@/lib/domain/draft/draft';
import type { Review } from '@/lib/domain/draft/review';
import { ChangeLine, type Shown } from '../diff/change-line';
import { acknowledgement } from './acknowledgement';
import { byConsequence } from './by-consequence';
import { useDecision } from './decision-context';
import { EndSeen } from './end-seen';
import { riskyValue } from './risky-value';
import { TypedValue } from './typed-value';

/** A whole endpoint that comes or goes has nothing to stand beside. */
const sides = { create: 'after', update: 'both', delete: 'before' } satisfies Record<Operation, Shown>;

function Changes({ review }: { review: Review }) {
  return (
    <dl className="change-list">
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
    <ul className="ticked-flags">
      {high.map((flag) => {
        const { text, value, rest } = acknowledgement(flag);
        return (
          <li key={flag.code}>
            <Check className="icon" aria-hidden="true" />
            <span>
              {flag.title}: {[text, value, rest].filter(Boolean).join(' ')}
            </span>
            <span className="who">you, {ticks[flag.code]}</span>
          </li>
        );
      })}
    </ul>
  );
}

const baseWords = ({ draft }: Review) =>
  draft.base.state === 'absent' ? 'does not exist yet' : `v${draft.base.version}`;

type Props = {
  review: Review;
  typed: string;
  onType: (typed: string) => void;
  onSeen: (seen: boolean) => void;
  /** Where the digest stands that this one is to be compared with. */
  where: string;
};

/** What is shown before production changes: the changes to their end, the ticks, the value to type, the digest. */
export function LastLook({ review, typed, onType, onSeen, where }: Props) {
  return (
    <>
      <div>
        <Changes review={review} />
        <EndSeen onSeen={onSeen} />
      </div>
      <Ticks review={review} />
      {review.riskTier === 'high' ? (
        <TypedValue wanted={riskyValue(review)} typed={typed} onType={onType} />
      ) : null}
      <dl className="bind">
        <div>
          <dt>{where}</dt>
          <dd className="code">{review.digestCode}</dd>
        </div>
        <div>
          <dt>Base</dt>
          <dd>{baseWords(review)}</dd>
        </div>
      </dl>
    </>
  );
}

/** Whether the changes were read to their end, and the value typed where one is asked for. */
export const lookedAtAll = (review: Review, { seen, typed }: { seen: boolean; typed: string }): boolean =>
  seen && (review.riskTier !== 'high' || typed === riskyValue(review).value);

export const unread = (seen: boolean) => (seen ? '' : 'Scroll to the end of the changes first');

/** A title that asks, with the value that it asks about. */
export function Question({ text, value }: { text: string; value?: string }) {
  if (value === undefined) return text;
  return (
    <>
      {text} <span className="mono">{value}</span>?
    </>
  );
}

export function RaisedSince({ titles }: { titles: readonly string[] }) {
  if (titles.length === 0) return null;
  return (
    <div className="said warn" role="alert">
      <p>
        <span className="font-medium">A flag was raised since you opened this page:</span> {titles.join(', ')}
        . Close this dialog, look at it, and tick it.
      </p>
    </div>
  );
}
