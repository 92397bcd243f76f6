'use client';

import { CopyButton } from './copy-button';
import { PageMessage } from './page-message';

/**
 * A page failed. `digest` finds the fault in the server's log; its text never comes here. A fault without one happened
 * in this browser, which only a fresh document puts right.
 */
export function PageFault({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <PageMessage title="This page could not be shown">
      <p>
        Something failed {digest === undefined ? 'in this browser' : 'on the server'}. Looking at a page never
        changes anything.
      </p>
      {digest === undefined ? null : (
        <p className="mt-2">
          Quote this reference when you ask for help: <span className="mono">{digest}</span>{' '}
          <CopyButton text={digest} label="Copy the reference" />
        </p>
      )}
      <button
        type="button"
        className="btn mt-5"
        onClick={digest === undefined ? () => window.location.reload() : onRetry}
      >
        Try again
      </button>
    </PageMessage>
  );
}
