'use client';

import { PageMessage } from './page-message';

/** Something failed on our side. `digest` finds the fault in the server's log; its text never comes here. */
export function PageFault({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <PageMessage title="This page could not be shown">
      <p>Something failed on the server. Looking at a page never changes anything.</p>
      {digest === undefined ? null : <p className="mono mt-2">Reference {digest}</p>}
      <button type="button" className="btn mt-5" onClick={onRetry}>
        Try again
      </button>
    </PageMessage>
  );
}
