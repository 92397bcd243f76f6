'use client';

import { relativeWords, shortUtcWords, spanWords, utcWords } from './time-words';
import { Tip } from './tip';
import { useNow } from './use-now';

const dayMs = 86_400_000;

type Mode = 'relative' | 'left' | 'both' | 'due';

function shown(at: Date, now: number | null, mode: Mode): string {
  if (now === null) return shortUtcWords(at);
  if (mode === 'left') return at.getTime() > now ? spanWords(at.getTime() - now) : 'expired';
  if (mode === 'due' && at.getTime() <= now) return 'due now';
  const relative = relativeWords(at, now);
  if (mode !== 'both') return relative;
  const sameDay = Math.abs(at.getTime() - now) < dayMs;
  return `${relative}, ${sameDay ? `${at.toISOString().slice(11, 16)} UTC` : shortUtcWords(at)}`;
}

/**
 * A moment. The server writes it absolute, the browser upgrades it to relative; hovering or focusing shows local time
 * and UTC. `left` is the bare span until then, `both` adds the clock time, `due` says
 * `due now` of what should have happened.
 */
export function TimeText({ at, mode = 'relative' }: { at: Date; mode?: Mode }) {
  const now = useNow();
  const local = now === null ? '' : `${at.toLocaleString(undefined, { timeZoneName: 'short' })} · `;
  return (
    <Tip text={`${local}${utcWords(at)}`} className="time-text">
      <time dateTime={at.toISOString()}>{shown(at, now, mode)}</time>
    </Tip>
  );
}
