'use client';

import { useState } from 'react';
import type { DraftSummary } from '@/lib/domain/draft/draft';

export type FrozenRow = { draft: DraftSummary; ghost: boolean };

/**
 * A list that never moves under the pointer. Rows change in place, rows that left stay as ghosts, new ones wait until
 * `show` is called. Another `key` (filters, page) starts over, and an empty list has nothing to protect.
 */
export function useFrozenList(items: readonly DraftSummary[], decided: readonly DraftSummary[], key: string) {
  const [frozen, setFrozen] = useState({ key, items });
  const stale = frozen.key !== key || (frozen.items.length === 0 && items.length > 0);
  if (stale) setFrozen({ key, items });
  const shown = stale ? items : frozen.items;
  const current = new Map(items.map((draft) => [draft.id, draft]));
  const known = new Set(shown.map((draft) => draft.id));
  const rows = shown.map<FrozenRow>((draft) => {
    const now = current.get(draft.id);
    if (now) return { draft: now, ghost: false };
    return { draft: decided.find((one) => one.id === draft.id) ?? draft, ghost: true };
  });
  const fresh = items.filter((draft) => !known.has(draft.id)).length;
  return { rows, fresh, show: () => setFrozen({ key, items }) };
}
