'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;
const fromDocument = () => document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';

/**
 * The nonce that this document was loaded with, or null before the browser took over. After a soft navigation the
 * server's nonce is another one, so styles made in the browser must use this.
 */
export const useDocumentNonce = (): string | null => useSyncExternalStore(never, fromDocument, () => null);
