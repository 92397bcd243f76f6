import { readLeaves } from '@/db/queries/log-walk';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { System } from '@/lib/domain/actor';
import { breakWords } from '@/lib/domain/log/break-words';
import { sameBytes } from '@/lib/domain/log/bytes';
import type { LogBreak } from '@/lib/domain/log/log-break';
import { type LogWalk, walkLog } from '@/lib/domain/log/walk-log';
import { pause } from '../pause';
import { auditedLogs } from './audited-logs';

/** Where the walk through one log is. `since` is when it began at the first leaf. */
export type AuditWalk = { walk: LogWalk; from: number; since: Date };

/** Rows of one read. Hashing them holds up requests for a few milliseconds, and each page is followed by a rest. */
const pageSize = 100;
const restMs = 20;
/** How much of one log is walked before the next has its turn. */
const pagesPerTurn = 100;

/** What was verified is looked at again after so long: a leaf can be changed behind the walk. */
const againMs = 6 * 3_600_000;

export const beginAudit = (tenantId: string): AuditWalk => ({
  walk: walkLog(tenantId),
  from: 0,
  since: now(),
});

/**
 * Recomputes what the log has grown by since the walk was here, up to a signed head, and remembers whether its leaves give
 * that head. Answers where to go on: at the first leaf where something did not hold.
 */
export async function auditLog(
  tenantId: string,
  signed: { size: number; root: Uint8Array },
  before: AuditWalk,
  signal: AbortSignal,
): Promise<AuditWalk> {
  const isOld = now().getTime() - before.since.getTime() >= againMs;
  const audit = isOld ? beginAudit(tenantId) : { ...before };
  if (audit.from === signed.size) return audit;
  for (let page = 0; page < pagesPerTurn && audit.from < signed.size; page += 1) {
    const found = await walkPage(tenantId, audit, signed.size);
    if (found !== null) return broken(tenantId, `It is broken ${breakWords(found)}.`);
    await pause(restMs, signal);
    if (signal.aborted) return audit;
  }
  if (audit.from < signed.size) return audit;
  const root = audit.walk.root();
  if (root === null || !sameBytes(root, signed.root))
    return broken(tenantId, `Its first ${signed.size} records do not give the head that was signed.`);
  auditedLogs().set(tenantId, { verifiedTo: signed.size, at: now() });
  return audit;
}

/** Moves the walk on by a page; the first thing that does not hold, or null. */
async function walkPage(tenantId: string, audit: AuditWalk, size: number): Promise<LogBreak | null> {
  const log: System = { kind: 'system', tenantId, name: 'auditor' };
  const page = { from: audit.from, limit: Math.min(pageSize, size - audit.from) };
  const rows = await withTenantRead(log, (tx) => readLeaves(tx, page));
  for (const row of rows) {
    const [found] = audit.walk.next(row).breaks;
    if (found !== undefined) return found;
    audit.from = row.idx + 1;
  }
  return rows.length === 0 ? { position: audit.from, id: null, field: 'position' } : null;
}

/** Said once for as long as it is the same. */
function broken(tenantId: string, message: string): AuditWalk {
  const known = auditedLogs().get(tenantId);
  const isNews = !known || !('broken' in known) || known.broken.message !== message;
  if (isNews) {
    auditedLogs().set(tenantId, { broken: { code: 'LOG_BROKEN', message, since: now() } });
    process.stderr.write(`LOG_BROKEN log of tenant ${tenantId}: ${message}\n`);
  }
  return beginAudit(tenantId);
}
