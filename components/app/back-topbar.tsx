import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { ShortcutSheet } from '../keyboard/shortcut-sheet';
import { LiveIndicator } from '../live/live-indicator';
import { Banners } from '../safety/banners';

type Props = { to: string; name: string; children?: React.ReactNode };

/** The bar on top of one of many: the way back to all of them. */
export function BackTopbar({ to, name, children }: Props) {
  return (
    <>
      <header className="topbar">
        <Link className="btn ghost sm -ml-2" href={to} prefetch={false}>
          <ChevronLeft className="icon-small" aria-hidden="true" />
          {name}
        </Link>
        {children}
        <span className="flex-1" />
        <LiveIndicator />
        <ShortcutSheet />
      </header>
      <Banners />
    </>
  );
}
