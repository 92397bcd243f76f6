'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether the page listens already: not while its scripts have not run. */
export const useListening = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
