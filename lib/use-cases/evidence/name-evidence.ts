import { actorNames, type DraftNames, draftNames } from '@/db/queries/evidence-names';
import { withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { EvidenceItem } from '@/lib/domain/evidence/evidence-item';
import { valueAt } from '@/lib/domain/json/read-value';

/** Who did it, to which resource and in which request, as people call them; null where the product does not know. */
export type EvidenceNames = { resource: string | null; by: string | null; correlation: string | null };

/** Names for a page of evidence, by the id of each record. */
export async function nameEvidence(
  human: Human,
  items: readonly EvidenceItem[],
): Promise<ReadonlyMap<string, EvidenceNames>> {
  if (items.length === 0) return new Map();
  const { drafts, actors } = await withTenantRead(human, async (tx) => {
    const said = items.map(saidBy).filter((id) => id !== null);
    const [found, named] = await Promise.all([
      draftNames(tx, [...new Set(items.map(({ subject }) => subject))]),
      said.length === 0 ? [] : actorNames(tx, said),
    ]);
    return {
      drafts: new Map(found.map((draft) => [draft.id, draft])),
      actors: new Map(named.map(({ id, name }) => [id, name])),
    };
  });
  return new Map(
    items.map((item) => {
      const draft = drafts.get(item.subject);
      const said = saidBy(item);
      const by = said === null ? doneBy(item, draft) : actors.get(said);
      const { resource = null, correlation = null } = draft ?? {};
      return [item.id, { resource, by: by ?? null, correlation }];
    }),
  );
}

/** Who did it, where the record itself says so and the draft does not. */
function saidBy({ event, payload }: EvidenceItem): string | null {
  const said = valueAt(payload, doerOf[event] ?? 'attempted_by');
  const id = typeof said === 'string' ? said : valueAt(said, 'id');
  return typeof id === 'string' ? id : null;
}

/** Where a record says who did it. */
const doerOf: Partial<Record<EvidenceItem['event'], string>> = {
  draft_viewed: 'viewed_by',
  apply_confirmed: 'confirmed_by',
  tenant_created: 'tenant_created_by',
  person_invited: 'invited_by',
  person_added: 'added_by',
  password_reset: 'password_reset_by',
  sessions_ended: 'sessions_ended_by',
  terminal_approved: 'approved_by',
  delivery_resent: 'resent_by',
  settings_changed: 'changed_by',
  policy_changed: 'policy_changed_by',
  stop_engaged: 'engaged_by',
  stop_released: 'released_by',
  circuit_reset: 'reset_by',
  key_issued: 'issued_by',
  key_rotated: 'rotated_by',
  key_suspended: 'suspended_by',
  key_resumed: 'resumed_by',
  key_revoked: 'revoked_by',
  key_changed: 'changed_by',
};

function doneBy({ event }: EvidenceItem, draft: DraftNames | undefined): string | null {
  if (draft === undefined || event === 'draft_expired') return null;
  return event === 'draft_created' ? draft.proposer : draft.decider;
}
