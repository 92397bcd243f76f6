'use client';

import { PageFault } from '@/components/ui/page-fault';
import './globals.css';

export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en" data-theme="light">
      <body>
        <PageFault digest={error.digest} onRetry={reset} />
      </body>
    </html>
  );
}
