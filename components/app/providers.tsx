'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState } from 'react';

/** What every page needs around it. `nonce` is the document's, for the few elements that libraries add. */
export function Providers({ nonce, children }: { nonce: string; children: React.ReactNode }) {
  const [queries] = useState(() => new QueryClient({ defaultOptions: { mutations: { retry: false } } }));
  return (
    <CSPProvider nonce={nonce} disableStyleElements>
      <ThemeProvider attribute="data-theme" enableColorScheme={false} nonce={nonce}>
        <QueryClientProvider client={queries}>
          <NuqsAdapter>
            <Tooltip.Provider>{children}</Tooltip.Provider>
          </NuqsAdapter>
        </QueryClientProvider>
      </ThemeProvider>
    </CSPProvider>
  );
}
