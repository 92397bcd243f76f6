'use client';

import { useSyncExternalStore } from 'react';

const tickMs = 1_000;
let current = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

const tick = () => {
  current = Date.now();
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function snapshot() {
  if (current === 0) current = Date.now();
  return current;
}

/** The browser's time in milliseconds, to the second; null on the server and in the first client render. */
export const useNow = (): number | null => useSyncExternalStore(subscribe, snapshot, () => null);
