import { callsOfCorrelation, changesOfCorrelation, draftsAround, leavesOf } from '@/db/queries/run-record';
import { withTenantSnapshot } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import { type Correlation, stepsOf } from '@/lib/domain/calls/correlation';
import { readsCalls } from '@/lib/domain/people/role-refusals';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** More than one request makes; an id that a client gives to every request is cut here. */
const atMost = 200;

/** Every form that the product gives or takes an id in. */
const form = /^[A-Za-z0-9_-]{1,64}$/;

const noSuchCorrelation = () => refuse('RECORD_NOT_FOUND', 'Nothing was recorded under this id.');

/** One request from its call to the applied change. UNTRUSTED INPUT: `correlationId`. */
export async function showCorrelation(human: Human, correlationId: string): Promise<Result<Correlation>> {
  const refusal = readsCalls(human.role);
  if (refusal) return { ok: false, refusal };
  if (!form.test(correlationId)) return noSuchCorrelation();
  return withTenantSnapshot(human, async (tx) => {
    const calls = await callsOfCorrelation(tx, correlationId, atMost);
    const named = calls.flatMap(({ downstream_action_id: id }) => (id === null ? [] : [id]));
    const drafts = await draftsAround(tx, { correlationId, ids: named }, atMost);
    const changes = await changesOfCorrelation(tx, correlationId, atMost);
    if (calls.length + drafts.length + changes.length === 0) return noSuchCorrelation();
    const leaves = await leavesOf(
      tx,
      drafts.map(({ id }) => id),
      atMost,
    );
    return accept({ correlationId, steps: stepsOf(calls, drafts, leaves, changes) });
  });
}
