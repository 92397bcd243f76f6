'use client';

import { useLive } from './live-context';

/** The number beside Inbox: all that waits in the tenant, whoever may decide it; absent at zero. */
export function PendingBadge() {
  const { pending } = useLive();
  if (pending === 0) return null;
  const words = pending === 1 ? '1 draft waits for a decision' : `${pending} drafts wait for a decision`;
  return (
    <output className="badge" aria-label={words}>
      {pending > 99 ? '99+' : pending}
    </output>
  );
}
