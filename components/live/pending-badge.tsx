'use client';

import { useLive } from './live-context';

/** The number beside Inbox; absent at zero. */
export function PendingBadge() {
  const { pending } = useLive();
  if (pending === 0) return null;
  const words = pending === 1 ? '1 draft needs your decision' : `${pending} drafts need your decision`;
  return (
    <output className="badge" aria-label={words}>
      {pending > 99 ? '99+' : pending}
    </output>
  );
}
