import { newId } from '@/db/new-id';
import type { NewDraft } from '@/db/queries/draft-row';
import { insertDraft, pendingDraft } from '@/db/queries/drafts';
import { type WriteTx, withTenant } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import { createdEvidence } from '@/lib/domain/evidence/created-evidence';
import { digestOf } from '@/lib/domain/evidence/digest';
import { endpointSpec } from './proposals';

const dayMs = 86_400_000;

/**
 * Pending drafts of a tenant, with their evidence, that were due `daysAgo`: the product itself makes none in the past.
 * Answers their ids.
 */
export async function makeDueDrafts(system: System, count: number, daysAgo = 0): Promise<string[]> {
  const expiresAt = new Date(Date.now() - daysAgo * dayMs - 1000);
  const { value } = await withTenant(system, (tx) => {
    const ids: string[] = [];
    for (let nth = 0; nth < count; nth += 1) ids.push(makeDueDraft(tx, expiresAt));
    return Promise.resolve(ids);
  });
  return value;
}

function makeDueDraft(tx: WriteTx, expiresAt: Date): string {
  const id = newId('drf');
  const name = id.toLowerCase().replace('_', '-');
  const spec = endpointSpec({ name });
  const row: NewDraft = {
    id,
    type: 'endpoint',
    operation: 'create',
    channel: 'mcp',
    created_by_kind: 'agent',
    created_by_id: 'key_long-gone',
    created_by_name: 'forgetful-bot',
    human_owner_id: null,
    created_at: new Date(expiresAt.getTime() - dayMs),
    expires_at: expiresAt,
    resource_name: name,
    environment: 'dev',
    proposed_spec: spec,
    proposed_spec_digest: digestOf(spec),
    base_resource_id: null,
    base_version: null,
    base_digest: null,
    rationale: 'because a test asks for it',
    task_ref: null,
    run_id: null,
    correlation_id: 'req_test',
    surface_hash: null,
    summary: 'Create',
    change_count: 1,
    risk_tier: 'low',
    flag_codes: [],
    flags: [],
    reverts: null,
    restores: null,
  };
  const draft = pendingDraft(tx, row);
  insertDraft(
    tx,
    row,
    createdEvidence({
      id: newId('evd'),
      tenant: tx.tenantId,
      draftId: id,
      type: draft.type,
      createdBy: draft.createdBy,
      channel: draft.channel,
      createdAt: draft.createdAt,
      proposedSpecDigest: draft.proposedSpecDigest,
      follows: null,
    }),
  );
  return id;
}
