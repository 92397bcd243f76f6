'use client';

import { ShieldAlert } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { BoundaryAlarm } from '@/lib/domain/selftest/alarm';
import { TimeText } from '../ui/time-text';
import { useAlarm } from './alarm-context';

/** On top of every page from a self-test that did not pass until one does. */
export function BoundaryBanner() {
  const alarm = useAlarm();
  const pathname = usePathname();
  if (alarm === null) return null;
  return (
    <div role="alert" className="stop-banner">
      <ShieldAlert className="icon" aria-hidden="true" />
      <span>
        <b>{headline(alarm)}</b> {advice[alarm.kind]} Tried <TimeText at={alarm.at} />.
      </span>
      {pathname === '/safety' ? null : (
        <Link className="link" href="/safety" prefetch={false}>
          Safety
        </Link>
      )}
    </div>
  );
}

function headline(alarm: BoundaryAlarm): string {
  if (alarm.kind === 'not_tested') return 'The boundary self-test could not be run.';
  const { attempts } = alarm;
  return `The boundary let ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} to apply through.`;
}

const advice: Record<BoundaryAlarm['kind'], string> = {
  got_through: 'Stop agents until this is understood.',
  not_tested: 'Nobody knows whether it holds.',
};
