import type { Review } from '@/lib/domain/draft/review';

/** What the left side of a comparison is: the live resource while pending, the draft's base once decided. */
export function beforeLabel({ draft, live }: Pick<Review, 'draft' | 'live'>): string {
  if (draft.status !== 'pending')
    return draft.base.state === 'absent' ? 'Did not exist' : `Base, v${draft.base.version}`;
  return live === null ? 'Does not exist' : `Live now, v${live.version}`;
}
