import type { Draft, DraftStatus } from './draft';

/** The only legal moves. Every status but pending is final. */
const moves: Record<DraftStatus, readonly DraftStatus[]> = {
  pending: ['applied', 'discarded', 'expired'],
  applied: [],
  discarded: [],
  expired: [],
};

export const mayBecome = (from: DraftStatus, to: DraftStatus): boolean => moves[from].includes(to);

/** Expiry is a fact of the clock; the sweep that writes the status may be late. */
export const isExpired = (draft: Pick<Draft, 'status' | 'expiresAt'>, now: Date): boolean =>
  draft.status === 'expired' || (draft.status === 'pending' && draft.expiresAt.getTime() <= now.getTime());

/** The status as a reader must see it. */
export const statusNow = (draft: Pick<Draft, 'status' | 'expiresAt'>, now: Date): DraftStatus =>
  isExpired(draft, now) ? 'expired' : draft.status;

/** Bounds of a draft's life, in hours. */
export const ttlHours = { min: 1, max: 720 } as const;
