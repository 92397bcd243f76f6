import type { Actor } from '../../actor';
import { type Refusal, refuse } from '../../refusal';
import type { Creator } from '../draft';
import type { ApplyQuestion } from './question';

/** What a person made by hand is applied by another person, where the tenant has one. */
export function proposedByAnother({ actor, draft, deciders }: ApplyQuestion): Refusal | null {
  return isAnothersToApply(actor, draft.createdBy, deciders)
    ? refuse('PROPOSER_CANNOT_APPLY', 'You proposed this draft. Someone else must apply it.').refusal
    : null;
}

export const isAnothersToApply = (actor: Actor, { kind, id }: Creator, deciders: number): boolean =>
  actor.kind === 'human' && kind === 'human' && id === actor.userId && deciders > 1;
