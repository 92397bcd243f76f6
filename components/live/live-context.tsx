'use client';

import { createContext, useContext } from 'react';
import type { Connection, Counters } from './live-state';
import { usePendingCount } from './use-pending-count';

type Live = Counters & { connection: Connection };

const LiveContext = createContext<Live>({ version: 0, pending: 0, connection: 'connecting' });

/** Shares the tenant's counters with every part of the page. */
export function LiveProvider({ initial, children }: { initial: Counters; children: React.ReactNode }) {
  return <LiveContext value={usePendingCount(initial)}>{children}</LiveContext>;
}

export const useLive = (): Live => useContext(LiveContext);
