import {
  callsOfRun,
  countCalls,
  draftsAround,
  eventsOfKeys,
  keysWithin,
  lastReports,
  leavesOf,
  partsIn,
} from '@/db/queries/run-record';
import { type TenantTx, withTenantSnapshot } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { readsCalls } from '@/lib/domain/people/role-refusals';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { runIdSchema } from '@/lib/domain/runs/report';
import type { RunRecord } from '@/lib/domain/runs/run-record';
import { runNames } from './run-names';

/** How much of a run one answer holds; the counts are over all of it. */
const atMost = { calls: 500, refused: 200, drafts: 200, keys: 20, keyEvents: 1000, leaves: 1000 };

export const noSuchRun = () =>
  refuse('RECORD_NOT_FOUND', 'There is no such run.', { hint: 'List the calls to find the id of a run.' });

/** Everything of one run, from one state of the database. UNTRUSTED INPUT: `runId`. */
export async function readRun(human: Human, runId: string): Promise<Result<RunRecord>> {
  const refusal = readsCalls(human.role);
  if (refusal) return { ok: false, refusal };
  if (!runIdSchema.safeParse(runId).success) return noSuchRun();
  const names = runNames(runId);
  return withTenantSnapshot(human, async (tx) => {
    const record = await recordOf(tx, runId, names);
    return record === null ? noSuchRun() : accept(record);
  });
}

async function recordOf(tx: TenantTx, runId: string, names: readonly string[]): Promise<RunRecord | null> {
  const [calls, refused, counts, drafts, reports, parts] = await Promise.all([
    callsOfRun(tx, names, { limit: atMost.calls }),
    callsOfRun(tx, names, { refused: true, limit: atMost.refused }),
    countCalls(tx, names),
    draftsAround(tx, { runIds: names }, atMost.drafts),
    lastReports(tx, names),
    partsIn(tx, names, atMost.keys),
  ]);
  if (counts.total === 0 && drafts.length === 0) return null;
  const [keys, keyEvents, leaves] = await Promise.all([
    keysWithin(tx, parts),
    eventsOfKeys(
      tx,
      parts.map(({ key_id: id }) => id),
      atMost.keyEvents,
    ),
    leavesOf(
      tx,
      drafts.map(({ id }) => id),
      atMost.leaves,
    ),
  ]);
  return { runId, readAt: now(), calls, refused, counts, drafts, keys, keyEvents, reports, leaves };
}
