import { readLeaves } from '@/db/queries/log-walk';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { System } from '@/lib/domain/actor';
import { breakWords } from '@/lib/domain/log/break-words';
import { sameBytes } from '@/lib/domain/log/bytes';
import type { LogBreak } from '@/lib/domain/log/log-break';
import { type LogWalk, walkLog } from '@/lib/domain/log/walk-log';
import { pause } from '../pause';
import { heldBefore } from './held-before';
import { knownOf, noteBroken, noteVerified } from './log-standings';

/** Where the walk through one log is. `since` is when it began at the first leaf. */
export type Recomputing = { walk: LogWalk; from: number; since: Date };

/** Rows of one read. Hashing them holds up requests for a few milliseconds, and each page is followed by a rest. */
const pageSize = 100;
const restMs = 20;
/** How much of one log is walked before the next has its turn. */
const pagesPerTurn = 100;

/** What was verified is looked at again after so long: a leaf can be changed behind the walk. */
const againMs = 6 * 3_600_000;

export const beginRecomputing = (tenantId: string): Recomputing => ({
  walk: walkLog(tenantId),
  from: 0,
  since: now(),
});

/**
 * Recomputes what the log has grown by since the walk was here, up to a signed head, and remembers whether its leaves give
 * that head. A log that no longer holds what was verified of it here stays broken, whatever is signed of it now. Answers
 * where to go on: at the first leaf where something did not hold.
 */
export async function recomputeLog(
  tenantId: string,
  signed: { size: number; root: Uint8Array },
  before: Recomputing,
  signal: AbortSignal,
): Promise<Recomputing> {
  const going = goesOn(tenantId, signed.size, before) ? { ...before } : beginRecomputing(tenantId);
  const { verifiedTo = 0 } = knownOf(tenantId).verified ?? {};
  if (going.from === signed.size && signed.size >= verifiedTo) return going;
  const held = await heldBefore(tenantId);
  const why =
    held !== null && signed.size < held.size
      ? `The log was verified up to ${held.size} here and ends at ${signed.size} now.`
      : await walkTurn(tenantId, going, { held, signed }, signal);
  if (why !== null) return broken(tenantId, why);
  if (going.from === signed.size) noteVerified(tenantId, signed);
  return going;
}

/** Moves the walk on for one turn; the first thing that does not hold, or null. */
async function walkTurn(
  tenantId: string,
  going: Recomputing,
  heads: Heads,
  signal: AbortSignal,
): Promise<string | null> {
  for (let page = 0; page < pagesPerTurn && going.from < heads.signed.size; page += 1) {
    const why = await walkPage(tenantId, going, heads);
    if (why !== null) return why;
    await pause(restMs, signal);
    if (signal.aborted) return null;
  }
  return null;
}

type Head = { size: number; root: Uint8Array };

/** What the leaves must give: the head that was verified here before, and the one that is signed now. */
type Heads = { held: Head | null; signed: Head };

/** The same by a page, at most to the next head. */
async function walkPage(
  tenantId: string,
  going: Recomputing,
  { held, signed }: Heads,
): Promise<string | null> {
  const end = held !== null && going.from < held.size ? held.size : signed.size;
  const found = await walkRows(tenantId, going, end);
  if (found !== null) return `It is broken ${breakWords(found)}.`;
  if (going.from === held?.size && !gives(going.walk, held))
    return `The log was verified up to ${held.size} here and is another up to there now.`;
  if (going.from === signed.size && !gives(going.walk, signed))
    return `Its first ${signed.size} records do not give the head that was signed.`;
  return null;
}

function gives(walk: LogWalk, head: Head): boolean {
  const root = walk.root();
  return root !== null && sameBytes(root, head.root);
}

async function walkRows(tenantId: string, going: Recomputing, end: number): Promise<LogBreak | null> {
  const log: System = { kind: 'system', tenantId, name: 'recomputer' };
  const page = { from: going.from, limit: Math.min(pageSize, end - going.from) };
  const rows = await withTenantRead(log, (tx) => readLeaves(tx, page));
  for (const row of rows) {
    const [found] = going.walk.next(row).breaks;
    if (found !== undefined) return found;
    going.from = row.idx + 1;
  }
  return rows.length === 0 ? { position: going.from, id: null, field: 'position' } : null;
}

function broken(tenantId: string, message: string): Recomputing {
  noteBroken(tenantId, message);
  return beginRecomputing(tenantId);
}

/** Not where it is long ago, where the log is shorter than it was, and where a proof has failed since. */
function goesOn(tenantId: string, size: number, { from, since }: Recomputing): boolean {
  const failed = knownOf(tenantId).broken;
  return (
    now().getTime() - since.getTime() < againMs &&
    from <= size &&
    (failed === undefined || failed.since.getTime() <= since.getTime())
  );
}
