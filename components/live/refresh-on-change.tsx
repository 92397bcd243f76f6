'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useLive } from './live-context';

const settleMs = 150;

/** Asks the server for this page again whenever something of the tenant changed; what is typed or open stays. */
export function RefreshOnChange() {
  const { version } = useLive();
  const router = useRouter();
  const seen = useRef(version);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (seen.current !== version) router.refresh();
      seen.current = version;
    }, settleMs);
    return () => clearTimeout(timer);
  }, [version, router]);
  return null;
}
