import type { StoredDraft } from '@/db/queries/draft-row';
import { readerOf } from '@/db/queries/resources/resource-read';
import type { LiveSpec } from '@/db/queries/resources/resource-reader';
import type { WriteTx } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import { inverseOf } from '@/lib/domain/draft/inverse';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import type { RequestContext } from '../request';
import type { CreatedDraft } from './create-draft';
import { type FollowInput, followDraft } from './follow-draft';

/**
 * Proposes the inverse of an applied draft, as this person. Nothing in production moves: the new draft waits for a
 * decision like any other.
 */
export const revertDraft = (
  actor: Human,
  input: FollowInput,
  request: RequestContext,
): Promise<Result<CreatedDraft>> =>
  followDraft(actor, input, request, { as: 'revert', words: 'Reverts', contentOf: inverse });

async function inverse(tx: WriteTx, draft: StoredDraft) {
  if (draft.status !== 'applied') {
    return refuse('DRAFT_NOT_APPLIED', 'This draft was not applied, so there is nothing to revert.');
  }
  const { live, before } = await sidesOf(tx, draft);
  const moved = draft.operation === 'delete' ? null : movedOn(draft, live);
  if (moved) return { ok: false, refusal: moved } as const;
  const content = inverseOf(draft.operation, { live: live?.spec ?? null, base: before });
  if (content === null) throw new Error('an applied draft has lost what it was made against');
  const baseVersion = content.operation === 'update' && live ? live.version : null;
  return accept({ ...content, baseVersion });
}

/** What is live, and what was live before the draft. */
async function sidesOf(tx: WriteTx, { type, resourceName, base }: StoredDraft) {
  const reader = readerOf(type);
  if (reader === null) throw new Error(`no table for ${type}`);
  return {
    live: await reader.findLive(tx, resourceName),
    before: base.state === 'present' ? await reader.specAt(tx, base.resourceId, base.version) : null,
  };
}

/** Undoing an update would also undo what came after it; disabling what was created undoes nothing else. */
function movedOn(draft: StoredDraft, live: LiveSpec | null): Refusal | null {
  if (live === null || live.resourceId !== draft.resourceId) {
    return refuse('RESOURCE_NOT_FOUND', `What this draft changed is no longer live: ${draft.resourceName}.`, {
      hint: 'Revert the draft that deleted it.',
    }).refusal;
  }
  if (draft.operation === 'create' || live.version === draft.resourceVersion) return null;
  return refuse(
    'BASE_CHANGED',
    `${draft.resourceName} is at version ${live.version}; this draft made version ${draft.resourceVersion}.`,
    { hint: 'Revert what came after it first, or propose an update.' },
  ).refusal;
}
