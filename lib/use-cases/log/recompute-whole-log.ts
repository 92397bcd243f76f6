import { isAnyStored, readHead, readLeaves } from '@/db/queries/log-walk';
import { type TenantTx, withTenantSnapshot } from '@/db/tenant';
import { readLogState } from '@/host/log-state';
import { config } from '@/lib/config';
import type { System } from '@/lib/domain/actor';
import { anchorTenant } from '@/lib/domain/log/anchor-log';
import { toBase64 } from '@/lib/domain/log/base64';
import type { LogBreak } from '@/lib/domain/log/log-break';
import { walkDrafts } from '@/lib/domain/log/walk-drafts';
import { type LogHead, walkLog } from '@/lib/domain/log/walk-log';
import { holdAnchorLog, holdAnchors } from './hold-anchors';
import { holdDrafts } from './hold-drafts';
import { holdResources } from './hold-resources';
import { type KeptHead, keptHead } from './kept-head';
import { checkpointWalk } from './walk-checkpoints';

/** `first` are the first breaks, those of the log itself before those of its drafts; `broken` says how many there are. */
export type RecomputedLog = {
  head: LogHead;
  /** Base64, as a checkpoint says it; null where the head is broken. */
  root: string | null;
  pending: number;
  /** How many checkpoints are stored, and the keys that they say they are signed with: none of which proves itself. */
  checkpoints: number;
  keys: readonly string[];
  /** Up to where the head that DATA_DIR keeps was signed; null where it keeps none that can be read. */
  kept: number | null;
  first: readonly LogBreak[];
  broken: number;
};

/** Rows of one read: at their largest leaves are 32 MB. */
const pageSize = 500;

/** How many breaks are named. */
const mostNamed = 20;

/**
 * Recomputes a tenant's whole log in one state of the database: every leaf hash from its bytes, every stored subtree, the
 * head, what each entry says beside what it is stored under, each checkpoint, and the drafts and resources beside what the
 * log says of them. Holds it beside what is kept outside the database, which is read before: a running server signs on.
 * Null where there is no log and nothing says that there was one.
 */
export async function recomputeWholeLog(
  actor: System,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<RecomputedLog | null> {
  const kept = await keptHead(await readLogState(config().dataDir, actor.tenantId));
  const tally = tallyBreaks();
  const recomputed = await withTenantSnapshot(actor, async (tx) => {
    const head = (await readHead(tx)) ?? (await headOfNone(tx, kept));
    if (head === null) return null;
    tally.add(kept.breaks);
    const walked = await walkLeaves(tx, { head, kept }, { tally, onProgress });
    await holdRows(tx, { head, open: walked.open }, tally);
    return { head, ...walked.seen };
  });
  if (recomputed === null) return null;
  const { head, ...seen } = recomputed;
  tally.add(await (actor.tenantId === anchorTenant ? holdAnchorLog(head.size) : holdAnchors(actor.tenantId)));
  return { head, ...seen, pending: head.pendingCount, kept: kept.size, ...tally.sum() };
}

type Head = LogHead & { pendingCount: number };

/** The head of a log whose row is gone, where anything tells that it was there. */
async function headOfNone(tx: TenantTx, kept: KeptHead): Promise<Head | null> {
  const isGone = kept.size !== null || kept.breaks.length > 0 || (await isAnyStored(tx));
  return isGone ? { size: 0, edge: new Uint8Array(), pendingCount: 0 } : null;
}

async function walkLeaves(
  tx: TenantTx,
  { head, kept }: { head: Head; kept: KeptHead },
  { tally, onProgress }: { tally: Tally; onProgress: (done: number, of: number) => void },
) {
  const log = walkLog(tx.tenantId);
  const drafts = walkDrafts();
  const checkpoints = await checkpointWalk(tx);
  const pass = async (size: number) => {
    tally.add(kept.passed(size, log.root));
    if (size >= checkpoints.nextSize()) tally.add(await checkpoints.passed(size, log.root));
  };
  await pass(0);
  for (let from = 0; ; ) {
    const page = await readLeaves(tx, { from, limit: pageSize });
    for (const row of page) {
      const { breaks, entry } = log.next(row);
      tally.add(breaks);
      if (entry !== null) tally.add(drafts.next(row, entry));
      from = row.idx + 1;
      await pass(from);
    }
    onProgress(Math.min(from, head.size), head.size);
    if (page.length < pageSize) break;
  }
  tally.add(log.end(head));
  tally.add(kept.beyond());
  tally.add(await checkpoints.beyond());
  const root = log.root();
  const { count, keys } = checkpoints.seen();
  return { open: drafts.pending(), seen: { root: root && toBase64(root), checkpoints: count, keys } };
}

/** Whether drafts, counter and production are what the log says: they commit together with their evidence. */
async function holdRows(
  tx: TenantTx,
  { head, open }: { head: Head; open: ReadonlyMap<string, number> },
  tally: Tally,
): Promise<void> {
  const stored = await holdDrafts(tx, { size: head.size, open: open.keys() }, tally.add);
  tally.add(stored.missing.map((id) => ({ position: open.get(id) ?? head.size, id, field: 'draft' })));
  if (stored.pending !== head.pendingCount)
    tally.add([{ position: head.size, id: null, field: 'pending_count' }]);
  await holdResources(tx, head.size, tally.add);
}

type Tally = ReturnType<typeof tallyBreaks>;

/** Counts breaks and keeps the first ones. */
function tallyBreaks() {
  const first: LogBreak[] = [];
  let broken = 0;
  return {
    add: (breaks: readonly LogBreak[]): void => {
      broken += breaks.length;
      if (first.length < mostNamed) first.push(...breaks.slice(0, mostNamed - first.length));
    },
    sum: () => ({ first, broken }),
  };
}
