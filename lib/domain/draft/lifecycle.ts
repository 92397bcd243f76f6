import { summaryOf } from '../input-words';
import { accept, type Result, refuse } from '../refusal';
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

/** Bounds of a draft's life, in hours, that no tenant can leave. */
export const ttlHours = { min: 1, max: 720 } as const;

/** How long a tenant's drafts live, in hours. */
export type DraftLife = { usual: number; least: number; most: number };

/** The same with how long an expired draft is kept. */
export type DraftLifeSetting = DraftLife & { retentionDays: number };

/** The life of one draft: what was asked for within the tenant's bounds, or the usual one. */
export function lifeOf(asked: number | null, { usual, least, most }: DraftLife): Result<number> {
  if (asked === null) return accept(usual);
  if (asked >= least && asked <= most) return accept(asked);
  const code = asked < least ? 'too_small' : 'too_big';
  const message = `Must be from ${least} to ${most} in your tenant.`;
  const issues = [{ path: 'ttl_hours', code, message } as const];
  return refuse('VALIDATION_FAILED', `The input is not valid. ${summaryOf(issues)}`, { issues });
}
