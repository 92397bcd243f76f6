'use client';

import { OctagonX } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { TimeText } from '../ui/time-text';
import { stoppedWords } from './stop-words';
import { useStops } from './stops-context';

/** On top of every page while anything is stopped. */
export function StopBanner() {
  const stops = useStops();
  const pathname = usePathname();
  const [first, ...others] = stops;
  if (first === undefined) return null;
  return (
    <output className="stop-banner">
      <OctagonX className="icon" aria-hidden="true" />
      <span>
        <b>Stopped: {stoppedWords(first)}.</b> {first.engagedBy.name}, <TimeText at={first.engagedAt} />.
        {others.length > 0 ? ` And ${others.length} more.` : ''}
      </span>
      {pathname === '/safety' ? null : (
        <Link className="link" href="/safety" prefetch={false}>
          Safety
        </Link>
      )}
    </output>
  );
}
