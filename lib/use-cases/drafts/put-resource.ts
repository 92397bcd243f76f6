import { newId } from '@/db/new-id';
import type { StoredDraft } from '@/db/queries/draft-row';
import type { ResourceStep } from '@/db/queries/resources/resource-store';
import { storeOf } from '@/db/queries/resources/resource-write';
import type { WriteTx } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import { kindOf } from '@/lib/domain/resource/registry';
import type { ResourceKind, ResourceKindName, Spec } from '@/lib/domain/resource/resource-kind';

/**
 * Writes what a judged draft proposes into its resource table, as the next version. The full schema runs once more
 * as a last net: a spec that fell through it throws, and the transaction with it.
 */
export async function putResource(
  tx: WriteTx,
  by: Human,
  draft: StoredDraft,
  at: Date,
): Promise<{ kind: ResourceKindName; id: string; version: number }> {
  const kind = kindOf(draft.type);
  const store = storeOf(draft.type);
  if (kind === null || store === null) throw new Error(`no kind ${draft.type}`);
  const { base } = draft;
  const step: ResourceStep = {
    resourceId: base.state === 'present' ? base.resourceId : newId(store.idPrefix),
    version: base.state === 'present' ? base.version + 1 : 1,
    operation: draft.operation,
    name: draft.resourceName,
    draftId: draft.id,
    by,
    at,
    spec: draft.operation === 'delete' ? null : written(kind, kind.schema.parse(draft.proposedSpec), draft),
  };
  await store.write(tx, step);
  return { kind: draft.type, id: step.resourceId, version: step.version };
}

const written = (kind: ResourceKind, value: Spec, draft: StoredDraft): ResourceStep['spec'] => ({
  value,
  digest: draft.proposedSpecDigest,
  host: kind.hostOf(value),
  environment: kind.environmentOf(value),
});
