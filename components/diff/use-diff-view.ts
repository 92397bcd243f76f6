'use client';

import { useSyncExternalStore } from 'react';

export const diffViews = ['fields', 'unified', 'split', 'raw'] as const;
export type DiffView = (typeof diffViews)[number];

const storageKey = 'countersign-diff-view';
const listeners = new Set<() => void>();
const narrow = '(max-width: 767px)';

const isView = (text: string | null): text is DiffView => diffViews.some((view) => view === text);

function read(): DiffView {
  const stored = localStorage.getItem(storageKey);
  const view = isView(stored) ? stored : 'split';
  return view === 'split' && window.matchMedia(narrow).matches ? 'unified' : view;
}

function subscribe(listener: () => void) {
  const media = window.matchMedia(narrow);
  listeners.add(listener);
  media.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    media.removeEventListener('change', listener);
  };
}

function choose(view: DiffView) {
  localStorage.setItem(storageKey, view);
  for (const listener of listeners) listener();
}

/** The view this person last chose on this device; below 768 px split becomes unified. */
export function useDiffView(): [DiffView, (view: DiffView) => void] {
  return [useSyncExternalStore(subscribe, read, () => 'split'), choose];
}
