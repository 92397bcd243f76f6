'use client';

import { PageFault } from '@/components/ui/page-fault';

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <div className="grid min-h-screen">
      <PageFault digest={error.digest} onRetry={retry} />
    </div>
  );
}
