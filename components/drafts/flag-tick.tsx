'use client';

import type { Flag } from '@/lib/domain/draft/risk';
import { acknowledgement } from './acknowledgement';
import { useDecision } from './decision-context';

/** The reviewer's word that a high flag was looked into, with the minute it was given. */
export function FlagTick({ flag }: { flag: Flag }) {
  const { ticks, tick } = useDecision();
  const { text, value, rest } = acknowledgement(flag);
  const at = ticks[flag.code];
  return (
    <label className="tick">
      <input
        type="checkbox"
        className="check"
        checked={at !== undefined}
        onChange={(event) => tick(flag.code, event.target.checked)}
      />
      <span>
        {text} {value === undefined ? null : <span className="value">{value}</span>} {rest}
      </span>
      {at === undefined ? null : <span className="who">you, {at}</span>}
    </label>
  );
}
