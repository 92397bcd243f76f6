'use client';

import { createContext, useContext, useEffect, useMemo, useRef } from 'react';
import { matchShortcut, type Shortcut } from './shortcut';
import { singleKeysOn } from './single-keys';

type Registry = {
  add: (shortcuts: readonly Shortcut[]) => () => void;
  list: () => readonly Shortcut[];
};

const RegistryContext = createContext<Registry | null>(null);

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type="checkbox"]), textarea, select'));
const modified = (event: KeyboardEvent) =>
  event.isComposing || event.ctrlKey || event.metaKey || event.altKey;
const ownKey = (event: KeyboardEvent) =>
  event.key === 'Enter' &&
  event.target instanceof Element &&
  event.target.closest('a, button, summary') !== null;
const layers = 'dialog[open], [role="dialog"], [role="alertdialog"], [popover="auto"]:popover-open';
const layerOpen = () => document.querySelector(layers) !== null;

/** Holds every single-key shortcut of the page and listens for all of them once. */
export function ShortcutProvider({ children }: { children: React.ReactNode }) {
  const groups = useRef(new Set<readonly Shortcut[]>());
  const first = useRef('');
  const registry = useMemo<Registry>(
    () => ({
      add: (shortcuts) => {
        groups.current.add(shortcuts);
        return () => groups.current.delete(shortcuts);
      },
      list: () => [...groups.current].flat(),
    }),
    [],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (modified(event) || typing(event.target) || ownKey(event) || layerOpen() || !singleKeysOn()) return;
      const { shortcut, pending } = matchShortcut(registry.list(), first.current, event.key);
      first.current = pending;
      if (!shortcut || (event.repeat && !shortcut.repeats)) return;
      event.preventDefault();
      shortcut.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [registry]);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

/** Registers shortcuts while the component is mounted. Pass a memoised list. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = useContext(RegistryContext);
  useEffect(() => registry?.add(shortcuts), [registry, shortcuts]);
}

export const useShortcutList = (): (() => readonly Shortcut[]) =>
  useContext(RegistryContext)?.list ?? (() => []);
