'use client';

import { useSyncExternalStore } from 'react';
import { type Counters, type LiveState } from './live-state';
import { liveState, subscribeLive } from './live-store';

const beforeMount: LiveState = { counters: null, connection: 'connecting' };

/** How many drafts wait for a decision, kept current without a reload. `initial` is what the server rendered. */
export function usePendingCount(initial: Counters): Counters & Pick<LiveState, 'connection'> {
  const { counters, connection } = useSyncExternalStore(subscribeLive, liveState, () => beforeMount);
  return { ...(counters ?? initial), connection };
}
