'use client';

import { createContext, useContext } from 'react';
import type { Stop } from '@/lib/domain/limits/stop';

const Context = createContext<readonly Stop[]>([]);

/** What is stopped in this tenant now, for every page. */
export const StopsProvider = Context.Provider;
export const useStops = (): readonly Stop[] => useContext(Context);
