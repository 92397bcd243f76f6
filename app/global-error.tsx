'use client';

import { PageFault } from '@/components/ui/page-fault';
import './globals.css';

export default function GlobalError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <html lang="en" data-theme="light">
      <body>
        <div className="grid min-h-screen">
          <PageFault digest={error.digest} onRetry={retry} />
        </div>
      </body>
    </html>
  );
}
