import { digestOf } from '../../evidence/digest';
import { type Refusal, refuse } from '../../refusal';
import type { Base } from '../draft';
import { baseMoved, type LiveResource } from './base-moved';
import type { ApplyQuestion } from './question';

const openAgain = { hint: 'Open the draft again and decide on what it shows now.' };

export function sameDigest({ draft, seen }: ApplyQuestion): Refusal | null {
  if (draft.proposedSpecDigest === seen.digest) return null;
  return refuse('SPEC_DIGEST_MISMATCH', 'The digest you sent is not the digest of this draft.', openAgain)
    .refusal;
}

export function sameLockVersion({ draft, seen }: ApplyQuestion): Refusal | null {
  if (draft.lockVersion === seen.lockVersion) return null;
  return refuse('LOCK_VERSION_CONFLICT', 'This draft changed since you opened it.', openAgain).refusal;
}

export function sameBase({ draft: { base }, live, moved }: ApplyQuestion): Refusal | null {
  if (baseMoved(base, live)) return refuse('BASE_CHANGED', baseSentence(base, live), { moved }).refusal;
  if (live === null || digestOf(live.spec) === live.digest) return null;
  return refuse(
    'SPEC_DIGEST_MISMATCH',
    'The live resource does not have the digest that its row records: somebody changed it by another way.',
    {
      hint: 'Ask whoever runs the database. Nothing can be applied to this resource before that is cleared up.',
    },
  ).refusal;
}

/** The stored bytes are proved against the digest that was shown, whatever else the row says. */
export function specAsDigested({ draft }: Pick<ApplyQuestion, 'draft'>): Refusal | null {
  if (digestOf(draft.proposedSpec) === draft.proposedSpecDigest) return null;
  return refuse('SPEC_DIGEST_MISMATCH', 'The stored spec does not have the digest that this draft records.')
    .refusal;
}

function baseSentence(base: Base, live: LiveResource): string {
  if (base.state === 'absent') return 'A resource of this name exists now. This draft was made to create it.';
  if (live === null) return `The live resource is gone. This draft was made against version ${base.version}.`;
  return `The live resource is at version ${live.version}. This draft was made against version ${base.version}.`;
}
