import type { Review } from '@/lib/domain/draft/review';
import type { Connection } from '../live/live-state';

export type ApplyGate =
  | { button: 'none'; lead: string; reason: string }
  | { button: 'disabled'; lead: string; reason: string }
  | { button: 'ready'; lead: string; reason: '' };

type Situation = {
  review: Pick<Review, 'apply' | 'flags' | 'checks'>;
  ticks: Readonly<Record<string, string>>;
  diffReady: boolean;
  connection: Connection;
};

const flagWords = (count: number) => `${count} ${count === 1 ? 'flag' : 'flags'}`;

const enable = (open: number, all: number) =>
  `Tick ${open === all ? flagWords(open) : `${open} more ${open === 1 ? 'flag' : 'flags'}`} to enable Apply`;

/** Whether Apply may be pressed, and the reason in words when not. The server decides again. */
export function applyGate({ review, ticks, diffReady, connection }: Situation): ApplyGate {
  if (review.apply.state !== 'ready') {
    return {
      button: 'none',
      lead: review.apply.state === 'blocked' ? 'Apply is blocked.' : '',
      reason: review.apply.reason,
    };
  }
  if (connection === 'offline') {
    return { button: 'disabled', lead: 'You are offline.', reason: 'Decisions need a connection' };
  }
  if (!diffReady) return { button: 'disabled', lead: 'Drawing the diff.', reason: 'Apply waits for it' };
  const high = review.flags.filter((flag) => flag.tier === 'high');
  const open = high.filter((flag) => ticks[flag.code] === undefined).length;
  const counted = `${high.length - open} of ${flagWords(high.length)} ticked`;
  if (open > 0) return { button: 'disabled', lead: `${counted}.`, reason: enable(open, high.length) };
  if (high.length > 0) return { button: 'ready', lead: counted, reason: '' };
  const passed = review.checks.filter((check) => check.status === 'pass').length;
  return { button: 'ready', lead: `${passed} of ${review.checks.length} checks pass`, reason: '' };
}
