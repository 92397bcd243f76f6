import type { Review } from '@/lib/domain/draft/review';
import { EnvironmentChip } from '../ui/environment-chip';
import { environmentMove } from './environment-move';

/** The chip of the environment that the decision counts for, and both sides when the draft moves between two. */
export function EnvironmentPlace({ review }: { review: Review }) {
  const move = environmentMove(review);
  return (
    <>
      <EnvironmentChip environment={review.draft.environment} />
      {move === null ? null : <span className="muted text-13"> {move}</span>}
    </>
  );
}
