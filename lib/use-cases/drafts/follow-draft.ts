import type { StoredDraft } from '@/db/queries/draft-row';
import { findDraft } from '@/db/queries/drafts';
import type { WriteTx } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { Follows } from '@/lib/domain/draft/draft';
import type { Content } from '@/lib/domain/draft/inverse';
import { parseProposal } from '@/lib/domain/draft/proposal';
import { reviveSummary } from '@/lib/domain/draft/summary-json';
import { proposes } from '@/lib/domain/people/role-refusals';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { kindOf } from '@/lib/domain/resource/registry';
import { actOnce } from '../once';
import { actorStands } from '../person-stands';
import type { RequestContext } from '../request';
import { admitted } from './admitted';
import type { CreatedDraft } from './create-draft';
import { mayPropose } from './may-propose';
import { missingDraft } from './missing-draft';
import { type ProposedDraft, proposeDraft } from './propose-draft';

export type FollowInput = {
  draftId: string;
  /** The person's own words; a sentence that names the draft stands in for none. */
  rationale: string | null;
  idempotencyKey: string | null;
};

/** How a decided draft becomes a new proposal. `baseVersion` binds it to the version that was looked at. */
type Follow = {
  as: NonNullable<Follows>['as'];
  words: string;
  contentOf: (tx: WriteTx, draft: StoredDraft) => Promise<Result<Content & { baseVersion: number | null }>>;
};

/**
 * A person proposes what follows from a decided draft. It is a proposal like any other: parsed, checked, evidenced as
 * theirs, and applied by somebody else where the tenant has one.
 */
export async function followDraft(
  actor: Human,
  input: FollowInput,
  request: RequestContext,
  follow: Follow,
): Promise<Result<CreatedDraft>> {
  const denied = mayPropose(actor, 'endpoint');
  if (denied) return { ok: false, refusal: denied };
  const { idempotencyKey: key, ...asked } = input;
  const result = await admitted(actor, () =>
    actOnce(
      actor,
      { operation: `draft_${follow.as}`, key, request: asked },
      async (tx): Promise<Result<ProposedDraft>> => {
        const draft = await findDraft(tx, input.draftId);
        if (draft === null) return missingDraft(tx, input.draftId);
        const proposal = await proposalOf(tx, draft, input, follow);
        if (!proposal.ok) return proposal;
        const follows = { as: follow.as, draftId: draft.id };
        return proposeDraft(tx, { actor, proposal: proposal.value, follows, request });
      },
      actorStands(actor, proposes),
    ),
  );
  if (!result.ok) return result;
  const { kept, replayed } = result.value;
  return accept({ ...kept, draft: reviveSummary(kept.draft), replayed });
}

async function proposalOf(tx: WriteTx, draft: StoredDraft, { rationale }: FollowInput, follow: Follow) {
  const kind = kindOf(draft.type);
  if (kind === null)
    return refuse('DRAFT_TYPE_NOT_CREATABLE', `Drafts of kind ${draft.type} cannot be proposed.`);
  const content = await follow.contentOf(tx, draft);
  if (!content.ok) return content;
  const { operation, spec, baseVersion } = content.value;
  return parseProposal(kind, {
    operation,
    spec,
    rationale: rationale ?? `${follow.words} ${draft.id}.`,
    ...(baseVersion !== null && { base_version: baseVersion }),
  });
}
