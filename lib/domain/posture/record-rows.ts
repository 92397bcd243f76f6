import type { ChainTail } from '../calls/chain-tail';
import type { PostureRow } from './posture-row';

/** How the two logs stand. */
export type RecordFacts = {
  now: Date;
  /** The last calls, computed anew when somebody looked. */
  calls: ChainTail;
  evidence: { size: number; lastAt: Date | null };
};

export function callLogRow({ calls: { from, to, broken }, now }: RecordFacts): PostureRow {
  const row = { id: 'call_log', what: 'Call log', href: '/audit' } as const;
  if (broken !== null) {
    const sentence = `Call #${broken.seq} does not hold: ${broken.field}. npm run admin -- verify-calls looks at all of them.`;
    return { ...row, light: 'red', sentence };
  }
  if (to < from) return { ...row, light: 'green', sentence: 'No call is recorded.' };
  return { ...row, light: 'green', sentence: `Verified from #${from} to #${to}, ${minuteOf(now)}.` };
}

export const evidenceRow = ({ evidence: { size, lastAt } }: RecordFacts): PostureRow => ({
  id: 'evidence',
  what: 'Evidence',
  href: '/evidence',
  light: 'green',
  sentence:
    lastAt === null
      ? 'Nothing is recorded.'
      : `${size} ${size === 1 ? 'leaf' : 'leaves'}, the last ${minuteOf(lastAt)}.`,
});

/** `2026-11-21 at 15:20 UTC` */
const minuteOf = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' at ')} UTC`;
