import { readerOf } from '@/db/queries/resources/resource-read';
import { withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { Operation } from '@/lib/domain/draft/draft';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { kindOf } from '@/lib/domain/resource/registry';
import type { ResourceKind, ResourceKindName, Spec } from '@/lib/domain/resource/resource-kind';
import { mayPropose } from './may-propose';

/** What a person's proposal starts from: nothing, or what is live. */
export type ProposalStart = {
  kind: ResourceKind;
  live: { spec: Spec; version: number } | null;
};

/** Reads what a form needs before anything is typed. `name` is the resource of an update or a delete. */
export async function startProposal(
  actor: Human,
  asked: { type: ResourceKindName; operation: Operation; name: string },
): Promise<Result<ProposalStart>> {
  const denied = mayPropose(actor, asked.type);
  if (denied) return { ok: false, refusal: denied };
  const kind = kindOf(asked.type);
  const reader = readerOf(asked.type);
  if (kind === null || reader === null) {
    return refuse('DRAFT_TYPE_NOT_CREATABLE', `Drafts of kind ${asked.type} cannot be proposed.`);
  }
  if (asked.operation === 'create') return accept({ kind, live: null });
  const live = await withTenantRead(actor, (tx) => reader.findLive(tx, asked.name));
  return live === null
    ? refuse('RESOURCE_NOT_FOUND', 'There is nothing live of this name.')
    : accept({ kind, live: { spec: live.spec, version: live.version } });
}
