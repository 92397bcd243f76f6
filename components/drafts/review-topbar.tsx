'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { BackTopbar } from '../app/back-topbar';
import type { Shortcut } from '../keyboard/shortcut';
import { useShortcuts } from '../keyboard/shortcut-registry';

/** Where this draft stands among the pending ones; null for a decided draft. */
export type Place = { index: number; total: number; previous: string | null; next: string | null };

type Props = { place: Place | null; copyLink: string };

function Step({ id, label, children }: { id: string | null; label: string; children: React.ReactNode }) {
  if (id === null) {
    return (
      <button type="button" className="btn ghost square sm" disabled aria-label={`${label}: none`}>
        {children}
      </button>
    );
  }
  return (
    <Link className="btn ghost square sm" href={`/drafts/${id}`} prefetch={false} aria-label={label}>
      {children}
    </Link>
  );
}

/** Back to the list, and to the drafts before and after this one. */
export function ReviewTopbar({ place, copyLink }: Props) {
  const router = useRouter();
  const shortcuts = useMemo<readonly Shortcut[]>(() => {
    const go = (id: string | null) => () => {
      if (id !== null) router.push(`/drafts/${id}`);
    };
    return [
      { keys: 'u', label: 'Back to the inbox', group: 'Review', run: () => router.push('/drafts') },
      { keys: 'J', label: 'Next draft', group: 'Review', run: go(place?.next ?? null) },
      { keys: 'K', label: 'Previous draft', group: 'Review', run: go(place?.previous ?? null) },
      {
        keys: 'y',
        label: 'Copy link',
        group: 'Review',
        run: () => void navigator.clipboard.writeText(new URL(copyLink, window.location.href).href),
      },
    ];
  }, [router, place, copyLink]);
  useShortcuts(shortcuts);
  return (
    <BackTopbar to={place === null ? '/history' : '/drafts'} name={place === null ? 'History' : 'Inbox'}>
      {place === null ? null : (
        <>
          <span className="muted">
            {place.index} of {place.total}
          </span>
          <span className="row only-wide gap-0.5">
            <Step id={place.previous} label="Previous draft">
              <ChevronUp className="icon" aria-hidden="true" />
            </Step>
            <Step id={place.next} label="Next draft">
              <ChevronDown className="icon" aria-hidden="true" />
            </Step>
          </span>
        </>
      )}
    </BackTopbar>
  );
}
