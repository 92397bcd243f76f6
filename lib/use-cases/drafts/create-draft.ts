import type { Agent, Human } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { type Proposal, parseProposal } from '@/lib/domain/draft/proposal';
import { reviveSummary } from '@/lib/domain/draft/summary-json';
import { proposes } from '@/lib/domain/people/role-refusals';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { kindOf } from '@/lib/domain/resource/registry';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import { type Asked, actOnce } from '../once';
import { actorStands } from '../person-stands';
import type { RequestContext } from '../request';
import { admitted } from './admitted';
import { mayPropose } from './may-propose';
import { proposeDraft } from './propose-draft';
import { proposeTogether } from './propose-together';

export type CreatedDraft = {
  draft: DraftSummary;
  warnings: readonly string[];
  /** This idempotency key was answered before. */
  replayed: boolean;
  /** The same proposal was waiting already: nothing new was made. */
  duplicate: boolean;
};

/**
 * Proposes a change. Nothing in production moves: one draft and one `draft_created` leaf are written, together.
 * `input` is what arrived from outside, unparsed.
 */
export async function createDraft(
  actor: Agent | Human,
  type: ResourceKindName,
  input: unknown,
  request: RequestContext,
): Promise<Result<CreatedDraft>> {
  const denied = mayPropose(actor, type);
  if (denied) return { ok: false, refusal: denied };
  const kind = kindOf(type);
  if (kind === null)
    return refuse('DRAFT_TYPE_NOT_CREATABLE', `Drafts of kind ${type} cannot be proposed in this version.`);
  const proposal = parseProposal(kind, input);
  if (!proposal.ok) return proposal;

  const asked = askedBy(proposal.value);
  const toPropose = { proposal: proposal.value, follows: null, request };
  const result = await admitted(
    actor,
    async () =>
      (actor.kind === 'agent' ? await proposeTogether(asked, { actor, ...toPropose }) : null) ??
      actOnce(actor, asked, (tx) => proposeDraft(tx, { actor, ...toPropose }), actorStands(actor, proposes)),
  );
  if (!result.ok) return result;
  const { kept, replayed } = result.value;
  return accept({ ...kept, draft: reviveSummary(kept.draft), replayed });
}

function askedBy(proposal: Proposal): Asked {
  const { idempotencyKey: key, kind, warnings, ...request } = proposal;
  return { operation: `draft_create_${kind.name}`, key, request: { ...request, warnings } };
}
