'use client';

import { useEffect } from 'react';
import { useNow } from '../ui/use-now';
import { useLive } from './live-context';

const countPrefix = /^\(\d+\+?\) /;
const hourMs = 3_600_000;

function icon(pending: number, urgent: boolean): string {
  if (pending === 0) return '/favicon.svg';
  return urgent ? '/favicon-urgent.svg' : '/favicon-pending.svg';
}

/**
 * The tab's title and icon: `(7) Inbox · Countersign`, amber while something waits, red when the soonest pending draft
 * expires within the hour. Follows in hidden tabs too.
 */
export function TabSigns({ soonestExpiry }: { soonestExpiry: Date | null }) {
  const { pending } = useLive();
  const now = useNow();
  const urgent = now !== null && soonestExpiry !== null && soonestExpiry.getTime() - now < hourMs;

  useEffect(() => {
    const prefix = pending === 0 ? '' : `(${pending > 99 ? '99+' : pending}) `;
    const write = () => {
      const wanted = prefix + document.title.replace(countPrefix, '');
      if (document.title !== wanted) document.title = wanted;
    };
    write();
    const observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [pending]);

  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (link) link.href = icon(pending, urgent);
  }, [pending, urgent]);

  return null;
}
