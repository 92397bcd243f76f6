import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { ShortcutSheet } from '../keyboard/shortcut-sheet';
import { LiveIndicator } from '../live/live-indicator';
import { Banners } from '../safety/banners';

/** The bar on top of one record: the way back to all of them. */
export function RecordTopbar() {
  return (
    <>
      <header className="topbar">
        <Link className="btn ghost sm -ml-2" href="/audit" prefetch={false}>
          <ChevronLeft className="icon-small" aria-hidden="true" />
          Audit
        </Link>
        <span className="flex-1" />
        <LiveIndicator />
        <ShortcutSheet />
      </header>
      <Banners />
    </>
  );
}
