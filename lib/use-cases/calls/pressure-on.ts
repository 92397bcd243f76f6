import type { StoredDraft } from '@/db/queries/draft-row';
import { callsOfRunBefore, refusedAround } from '@/db/queries/pressure';
import type { TenantTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { keptText } from '@/lib/domain/calls/kept-text';
import type { Pressure } from '@/lib/domain/calls/pressure';

const groups = 20;
const calls = 50;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * What the agent of a draft asked for around it: what it was refused, in its run and to its key from a day before it until a
 * day after it was decided, and the calls of the run before it. For people: it may name other keys. Null of what a person
 * proposed.
 */
export async function pressureOn(tx: TenantTx, draft: StoredDraft): Promise<Pressure | null> {
  if (draft.createdBy.kind !== 'agent') return null;
  const { id: keyId } = draft.createdBy;
  const at = draft.createdAt;
  const since = new Date(at.getTime() - dayMs);
  const until = new Date((draft.decidedAt ?? now()).getTime() + dayMs);
  const proposed = { keyId, runId: keptText(draft.runId, 200), draftId: draft.id, at, since, until };
  const [refused, before] = await Promise.all([
    refusedAround(tx, proposed, groups + 1),
    callsOfRunBefore(tx, proposed, calls + 1),
  ]);
  const otherThan = (key: string, name: string) => (key === keyId ? null : { keyId: key, name });
  return {
    refused: refused.slice(0, groups).map((row) => ({
      asked: row.asked,
      rule: row.decision_rule_id,
      code: row.error_code,
      count: row.count,
      first: row.first,
      last: row.last,
      inRun: row.in_run && row.agent_key_id === keyId,
      after: row.after,
      onThis: row.on_this,
      by: otherThan(row.agent_key_id, row.agent),
    })),
    moreRefused: refused.length > groups,
    calls: before
      .slice(0, calls)
      .map((row) => ({
        id: row.id,
        asked: row.asked,
        outcome: row.outcome,
        code: row.error_code,
        at: row.started_at,
        by: otherThan(row.agent_key_id, row.agent_identity),
      }))
      .toReversed(),
    moreCalls: before.length > calls,
  };
}
