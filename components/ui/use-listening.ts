'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * Whether the page listens already. A form that is sent before, the browser sends by itself, with all that was typed in the
 * address: its button waits for this, and a form whose button is disabled is not sent by Enter either.
 */
export const useListening = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
