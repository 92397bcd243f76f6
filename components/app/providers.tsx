'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { ThemeProvider } from 'next-themes';

/** What every page needs around it. `nonce` is the document's, for the few elements that libraries add. */
export function Providers({ nonce, children }: { nonce: string; children: React.ReactNode }) {
  return (
    <CSPProvider nonce={nonce} disableStyleElements>
      <ThemeProvider attribute="data-theme" enableColorScheme={false} nonce={nonce}>
        {children}
      </ThemeProvider>
    </CSPProvider>
  );
}
