import { now } from '@/lib/clock';
import type { Refusal } from '@/lib/domain/refusal';

/** Why nothing of a log is signed, and since when this process knows. */
export type BrokenLog = Pick<Refusal, 'code' | 'message'> & { since: Date };

type Noted = BrokenLog & { saidAt: Date };

declare global {
  /** Next bundles the loop and the routes apart; what one finds the other shows. */
  var countersignBrokenLogs: Map<string, Noted> | undefined;
}

const noted = (): Map<string, Noted> => {
  globalThis.countersignBrokenLogs ??= new Map();
  return globalThis.countersignBrokenLogs;
};

/** How often the same is said again while it lasts. */
const sayAgainMs = 60_000;

/** Remembers that a log cannot be signed, and says so on standard error, at most once a minute. */
export function noteBroken(tenantId: string, { code, message, hint = '' }: Refusal): void {
  const at = now();
  const before = noted().get(tenantId);
  const isNews = before?.message !== message || at.getTime() - before.saidAt.getTime() >= sayAgainMs;
  if (isNews) process.stderr.write(`${code} log of tenant ${tenantId}: ${message} ${hint}\n`);
  const saidAt = isNews || !before ? at : before.saidAt;
  noted().set(tenantId, { code, message, since: before?.since ?? at, saidAt });
}

export const noteSound = (tenantId: string): boolean => noted().delete(tenantId);

/** Null while nothing is wrong with the log. */
export function brokenLog(tenantId: string): BrokenLog | null {
  const found = noted().get(tenantId);
  return found ? { code: found.code, message: found.message, since: found.since } : null;
}

/** How many logs this process cannot sign. */
export const brokenLogCount = (): number => noted().size;
