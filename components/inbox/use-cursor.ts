'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Shortcut } from '../keyboard/shortcut';
import { useShortcuts } from '../keyboard/shortcut-registry';

type Options = { ids: readonly string[]; onOpen: (id: string) => void; onShow: () => void };

/** Where the cursor was when the list was left. It lives as long as the document, which signing in or out ends. */
let left: string | null = null;

function reveal(id: string): void {
  document.querySelector(`[data-draft="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' });
}

/** The row that j, k, Enter and o act on. It starts where it was left, else on the first, and stays on its draft. */
export function useCursor({ ids, onOpen, onShow }: Options) {
  const [chosen, setChosen] = useState<string | null>(() => left);
  useEffect(() => {
    if (left !== null) reveal(left);
  }, []);
  const index = Math.max(0, chosen === null ? 0 : ids.indexOf(chosen));
  const cursor = ids[index] ?? null;
  const point = useCallback((id: string) => {
    left = id;
    setChosen(id);
  }, []);
  const move = useCallback(
    (step: number) => {
      const next = ids[Math.min(Math.max(index + step, 0), ids.length - 1)];
      if (next === undefined) return;
      point(next);
      reveal(next);
    },
    [ids, index, point],
  );
  const shortcuts = useMemo<readonly Shortcut[]>(() => {
    const open = () => {
      if (cursor !== null) onOpen(cursor);
    };
    return [
      { keys: 'j', label: 'Next draft', group: 'Inbox', repeats: true, run: () => move(1) },
      { keys: 'k', label: 'Previous draft', group: 'Inbox', repeats: true, run: () => move(-1) },
      { keys: 'Enter', label: 'Open review', group: 'Inbox', run: open },
      { keys: 'o', label: 'Open review', group: 'Inbox', run: open },
      { keys: 'r', label: 'Show new drafts', group: 'Inbox', run: onShow },
    ];
  }, [cursor, move, onOpen, onShow]);
  useShortcuts(shortcuts);
  return { cursor, index, point };
}
