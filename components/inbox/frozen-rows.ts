import type { ListedDraft } from '@/lib/domain/draft/listed-draft';

export type FrozenRow = { draft: ListedDraft; ghost: boolean };

/**
 * The rows that stay on the screen: those shown before, as they are now. One that left stays as a ghost, as it was
 * decided where that is known. `fresh` is how many new ones wait.
 */
export function frozenRows(
  shown: readonly ListedDraft[],
  items: readonly ListedDraft[],
  decided: readonly ListedDraft[],
): { rows: FrozenRow[]; fresh: number } {
  const current = new Map(items.map((draft) => [draft.id, draft]));
  const known = new Set(shown.map((draft) => draft.id));
  const rows = shown.map<FrozenRow>((draft) => {
    const now = current.get(draft.id);
    if (now) return { draft: now, ghost: false };
    return { draft: decided.find((one) => one.id === draft.id) ?? draft, ghost: true };
  });
  return { rows, fresh: items.filter((draft) => !known.has(draft.id)).length };
}
