import type { Review } from '@/lib/domain/draft/review';
import { environmentNames } from '@/lib/domain/resource/environment-names';

/** `production → staging` when the draft moves its resource to another environment, else null. */
export function environmentMove({ changes }: Pick<Review, 'changes'>): string | null {
  const change = changes.changed.find(({ field }) => field === 'environment');
  if (!change || change.before === null || change.after === null) return null;
  return `${change.before} → ${change.after}`;
}

/** Where the decision takes effect, in words. */
export const environmentWords = (review: Pick<Review, 'changes' | 'draft'>): string =>
  environmentMove(review) ?? environmentNames[review.draft.environment];
