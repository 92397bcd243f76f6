'use client';

import { useMemo } from 'react';
import type { Shortcut } from './shortcut';
import { useShortcuts } from './shortcut-registry';

/** What j and k go through: one element of each row, which Enter then opens by itself. */
const listItem = 'data-list-item';

function move(step: number): void {
  const items = [...document.querySelectorAll<HTMLElement>(`[${listItem}]`)];
  const row = document.activeElement?.closest('tr') ?? null;
  const at = row === null ? -1 : items.findIndex((item) => item.closest('tr') === row);
  items[Math.min(Math.max(at + step, 0), items.length - 1)]?.focus();
}

function open(): void {
  if (document.activeElement instanceof HTMLElement && document.activeElement.matches(`[${listItem}]`)) {
    document.activeElement.click();
  }
}

/** j, k and o on a page that is a list: they move the focus, which shows where one is. */
export function ListKeys() {
  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [
      { keys: 'j', label: 'Next row', group: 'List', repeats: true, run: () => move(1) },
      { keys: 'k', label: 'Previous row', group: 'List', repeats: true, run: () => move(-1) },
      { keys: 'o', label: 'Open row', group: 'List', run: open },
    ],
    [],
  );
  useShortcuts(shortcuts);
  return null;
}
