import { draftsBesideLog, pendingIds, readHead, readLeaves } from '@/db/queries/log-walk';
import { type TenantTx, withTenantSnapshot } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import { toBase64 } from '@/lib/domain/log/base64';
import type { LogBreak, LogField } from '@/lib/domain/log/log-break';
import { type DraftWalk, walkDrafts } from '@/lib/domain/log/walk-drafts';
import { type LogHead, walkLog } from '@/lib/domain/log/walk-log';

/** `first` are the first breaks, those of the log itself before those of its drafts; `broken` says how many there are. */
export type LogAudit = {
  head: LogHead;
  /** Base64, as a checkpoint says it; null where the head is broken. */
  root: string | null;
  pending: number;
  first: readonly LogBreak[];
  broken: number;
};

/** Rows of one read: at their largest leaves are 32 MB. */
const pageSize = 500;

/** How many breaks are named. */
const mostNamed = 20;

/**
 * Recomputes a tenant's whole log in one state of the database: every leaf hash from its bytes, every stored subtree, the
 * head, what each entry says beside what it is stored under, and the drafts beside what the log says of them.
 */
export async function auditWholeLog(
  actor: System,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<LogAudit> {
  return withTenantSnapshot(actor, async (tx) => {
    const head = await readHead(tx);
    if (head === null) throw new Error('no log for this tenant');
    const tally = tallyBreaks();
    const log = walkLog(actor.tenantId);
    const drafts = walkDrafts();
    for (let from = 0; ; ) {
      const page = await readLeaves(tx, { from, limit: pageSize });
      for (const row of page) {
        const { breaks, entry } = log.next(row);
        tally.add(breaks);
        if (entry !== null) tally.add(drafts.next(row, entry));
        from = row.idx + 1;
      }
      onProgress(Math.min(from, head.size), head.size);
      if (page.length < pageSize) break;
    }
    tally.add(log.end(head));
    tally.add(await draftBreaks(tx, head, drafts));
    const root = log.root();
    return { head, root: root && toBase64(root), pending: head.pendingCount, ...tally.sum() };
  });
}

/** Whether drafts and counter are what the log says: the draft, its evidence and the count commit together. */
async function draftBreaks(
  tx: TenantTx,
  { size, pendingCount }: { size: number; pendingCount: number },
  told: DraftWalk,
): Promise<LogBreak[]> {
  const open = told.pending();
  const stored = new Set(await pendingIds(tx));
  const { untold, count } = await draftsOf(tx);
  const undone = [...open].filter(([id]) => !stored.has(id));
  const unopened = [...stored].filter((id) => !open.has(id));
  const atHead = (field: LogField, id: string | null = null): LogBreak => ({ position: size, id, field });
  return [
    ...undone.map(([id, position]): LogBreak => ({ position, id, field: 'draft' })),
    ...[...new Set([...unopened, ...untold])].map((id) => atHead('draft', id)),
    ...(count === told.kept() ? [] : [atHead('draft_count')]),
    ...(pendingCount === stored.size ? [] : [atHead('pending_count')]),
  ];
}

/** How many drafts are stored, and those whose status no leaf of theirs says. */
async function draftsOf(tx: TenantTx): Promise<{ count: number; untold: string[] }> {
  const untold = [];
  let count = 0;
  for (let after = ''; ; ) {
    const page = await draftsBesideLog(tx, { after, limit: pageSize });
    for (const { id, isTold } of page) if (!isTold) untold.push(id);
    count += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return { count, untold };
    after = last.id;
  }
}

/** Counts breaks and keeps the first ones. */
function tallyBreaks() {
  const first: LogBreak[] = [];
  let broken = 0;
  return {
    add(breaks: readonly LogBreak[]): void {
      broken += breaks.length;
      if (first.length < mostNamed) first.push(...breaks.slice(0, mostNamed - first.length));
    },
    sum: () => ({ first, broken }),
  };
}
