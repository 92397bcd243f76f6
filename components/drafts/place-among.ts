import type { DraftSummary } from '@/lib/domain/draft/draft';
import type { Place } from './review-topbar';

/** Where a draft stands in the list it belongs to, and its neighbours; null when it is not in it. */
export function placeAmong(drafts: readonly Pick<DraftSummary, 'id'>[], id: string): Place | null {
  const index = drafts.findIndex((draft) => draft.id === id);
  if (index === -1) return null;
  return {
    index: index + 1,
    total: drafts.length,
    previous: drafts[index - 1]?.id ?? null,
    next: drafts[index + 1]?.id ?? null,
  };
}
