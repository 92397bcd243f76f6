'use client';

import { createContext, useContext } from 'react';
import type { BoundaryAlarm } from '@/lib/domain/selftest/alarm';

const Context = createContext<BoundaryAlarm | null>(null);

/** What the last self-test of this tenant gives cause to say, for every page. */
export const AlarmProvider = Context.Provider;
export const useAlarm = (): BoundaryAlarm | null => useContext(Context);
