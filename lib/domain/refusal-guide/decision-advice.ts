import type { Advice } from './advice';

/** Whether a draft can be decided as it stands. */
export const decisionAdvice = {
  NOT_DRAFT_OWNER: {
    when: 'An agent asked to discard a draft of another key.',
    next: 'Leave it to its owner or to a reviewer.',
    example: 'An agent can discard only its own drafts.',
  },
  PROPOSER_CANNOT_APPLY: {
    when: 'The person made this draft by hand, and the tenant has another who can decide.',
    next: 'Ask another reviewer.',
    example: 'You proposed this draft. Someone else must apply it.',
  },
  TENANT_MISMATCH: {
    when: 'The draft belongs to another tenant. The database hides such a draft, so DRAFT_NOT_FOUND is answered first; this check stands behind it.',
    next: 'Work with what your own tenant holds.',
    example: 'This draft belongs to another tenant.',
  },
  DRAFT_NOT_FOUND: {
    when: 'No draft of your tenant has this id.',
    next: 'List the drafts to find the id.',
    example: 'There is no such draft.',
  },
  DRAFT_NOT_PENDING: {
    when: 'The draft was decided, or has expired and was swept.',
    next: 'Read the decision. Propose again if the change is still wanted.',
    example: 'This draft is discarded and can no longer be decided.',
  },
  DRAFT_EXPIRED: {
    when: 'The time of the draft is over.',
    next: 'Propose again if the change is still wanted.',
    example: 'This draft expired at 2026-11-21T09:30:00.000Z.',
  },
  DRAFT_PURGED: {
    when: 'The draft expired long ago and was cleared away. Its evidence stays.',
    next: 'Read its evidence where evidence says.',
    example: 'This draft expired and has been cleared away. Its evidence stays.',
  },
  SPEC_DIGEST_MISMATCH: {
    when: 'The digest is not that of this draft: something else was reviewed.',
    next: 'Read the draft again.',
    example: 'The digest you sent is not the digest of this draft.',
  },
  LOCK_VERSION_CONFLICT: {
    when: 'The draft changed after it was read.',
    next: 'Read the draft again.',
    example: 'This draft changed since you opened it.',
  },
  CHECKLIST_INCOMPLETE: {
    when: 'A high flag that stands was not acknowledged.',
    next: 'Look into the flags, and tick them.',
    example: 'Not ticked: New domain, First draft of this agent.',
  },
  DRAFT_TYPE_NOT_APPLICABLE: {
    when: 'Check 5: drafts of this kind cannot be applied.',
    next: 'Discard the draft.',
    example: 'Drafts of kind route cannot be applied in this version.',
  },
  PROPOSED_SPEC_INVALID: {
    when: 'Check 6: the spec is not well formed.',
    next: 'Correct what errors names, and propose again.',
    example: 'The spec is not well formed. Unknown field run_as. Leave it out.',
  },
  APPLY_VALIDATION_ERROR: {
    when: 'A check broke. Nothing was applied.',
    next: 'Tell the operator the correlation id.',
    example: 'Check 8 could not be completed, so the answer is no.',
  },
  KILL_SWITCH_ENGAGED: {
    when: 'A stop covers the request or the draft: everything, the tenant, the key or the tool.',
    next: 'Wait until somebody releases the stop.',
    example: 'All agents and all changes of this tenant are stopped.',
  },
} as const satisfies Record<string, Advice>;
