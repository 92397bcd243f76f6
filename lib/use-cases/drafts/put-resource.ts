import { randomBytes } from 'node:crypto';
import { newId } from '@/db/new-id';
import type { StoredDraft } from '@/db/queries/draft-row';
import {
  createEndpoint,
  deleteEndpoint,
  type EndpointStep,
  updateEndpoint,
} from '@/db/queries/endpoints-write';
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
  if (kind === null) throw new Error(`no kind ${draft.type}`);
  const { base } = draft;
  const step: EndpointStep = {
    endpointId: base.state === 'present' ? base.resourceId : newId('end'),
    version: base.state === 'present' ? base.version + 1 : 1,
    operation: draft.operation,
    name: draft.resourceName,
    draftId: draft.id,
    by,
    at,
    spec: draft.operation === 'delete' ? null : written(kind, kind.schema.parse(draft.proposedSpec), draft),
  };
  switch (draft.operation) {
    case 'create':
      await createEndpoint(tx, step, `hook_${randomBytes(16).toString('hex')}`);
      break;
    case 'update':
      await updateEndpoint(tx, step);
      break;
    case 'delete':
      await deleteEndpoint(tx, step);
  }
  return { kind: draft.type, id: step.endpointId, version: step.version };
}

const written = (kind: ResourceKind, value: Spec, draft: StoredDraft): EndpointStep['spec'] => ({
  value,
  digest: draft.proposedSpecDigest,
  host: kind.hostOf(value),
  environment: kind.environmentOf(value),
});
