'use client';

import { useState } from 'react';
import type { ListedDraft } from '@/lib/domain/draft/listed-draft';
import { frozenRows } from './frozen-rows';

/**
 * A list that never moves under the pointer. Rows change in place, rows that left stay as ghosts, new ones wait until
 * `show` is called. Another `key` (filters, page) starts over, and an empty list has nothing to protect.
 */
export function useFrozenList(items: readonly ListedDraft[], decided: readonly ListedDraft[], key: string) {
  const [frozen, setFrozen] = useState({ key, items });
  const stale = frozen.key !== key || (frozen.items.length === 0 && items.length > 0);
  if (stale) setFrozen({ key, items });
  const shown = stale ? items : frozen.items;
  return { ...frozenRows(shown, items, decided), show: () => setFrozen({ key, items }) };
}
