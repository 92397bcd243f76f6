import { newId } from '@/db/new-id';
import { lockDraftLife, updateDraftLife } from '@/db/queries/tenants';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { type Human, principalOf, type System } from '@/lib/domain/actor';
import { lifeConflict, lifeMoved } from '@/lib/domain/draft/draft-life';
import type { DraftLifeSetting } from '@/lib/domain/draft/lifecycle';
import { settingsChangedEvidence } from '@/lib/domain/evidence/settings-evidence';
import { changesSettings } from '@/lib/domain/people/role-refusals';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { positionOf } from '../evidence/position-of';
import { actOnce } from '../once';
import { personStands } from '../person-stands';

/** What is null stays as it is. */
export type DraftLifeChange = { [Name in keyof DraftLifeSetting]: number | null };

export type SetDraftLifeInput = {
  change: DraftLifeChange;
  /** What the person was shown: another admin's change since then is never overwritten unseen. Null asks for no look. */
  seen: DraftLifeSetting | null;
  idempotencyKey: string | null;
};

/** `evidence` is null where nothing changed. */
export type DraftLifeSet = {
  life: DraftLifeSetting;
  evidence: { id: string; merklePosition: number } | null;
  replayed: boolean;
};

type Kept = { life: DraftLifeSetting; evidenceId: string | null };

/**
 * Sets how long a tenant's drafts live and expired ones are kept. Drafts that wait keep the end that they have. What
 * changes nothing leaves no evidence.
 */
export async function setDraftLife(
  actor: Human | System,
  { change, seen, idempotencyKey: key }: SetDraftLifeInput,
): Promise<Result<DraftLifeSet>> {
  const result = await actOnce(
    actor,
    { operation: 'draft_settings', key, request: { change, seen } },
    (tx) => set(tx, actor, change, seen),
    (tx) => (actor.kind === 'human' ? personStands(tx, actor, changesSettings) : Promise.resolve(null)),
  );
  if (!result.ok) return result;
  const { kept, placed, replayed } = result.value;
  const { life, evidenceId } = kept;
  const evidence = evidenceId === null ? null : await positionOf(actor, evidenceId, placed);
  return accept({ life, evidence, replayed });
}

async function set(
  tx: WriteTx,
  actor: Human | System,
  change: DraftLifeChange,
  seen: DraftLifeSetting | null,
): Promise<Result<Kept>> {
  const before = await lockDraftLife(tx);
  const after = {
    usual: change.usual ?? before.usual,
    least: change.least ?? before.least,
    most: change.most ?? before.most,
    retentionDays: change.retentionDays ?? before.retentionDays,
  };
  if (lifeMoved(before, after).length === 0) return accept({ life: before, evidenceId: null });
  const moved = seen === null ? [] : lifeMoved(seen, before);
  if (moved.length > 0) {
    return refuse('SETTINGS_CHANGED', 'Somebody else has changed these settings since you saw them.', {
      hint: 'Look at what they are now, and decide again.',
      moved,
    });
  }
  const conflict = lifeConflict(after);
  if (conflict) return { ok: false, refusal: conflict };
  await updateDraftLife(tx, after);
  const evidenceId = newId('evd');
  tx.record(
    settingsChangedEvidence({
      id: evidenceId,
      tenant: tx.tenantId,
      changedBy: { kind: actor.kind, id: principalOf(actor) },
      changedAt: now(),
      before,
      after,
    }),
  );
  return accept({ life: after, evidenceId });
}
