import { ShortcutProvider } from '../keyboard/shortcut-registry';
import { LiveProvider } from '../live/live-context';
import type { Counters } from '../live/live-state';
import { RefreshOnChange } from '../live/refresh-on-change';
import { TabSigns } from '../live/tab-signs';
import { Nav } from './nav';
import { NavShortcuts } from './nav-shortcuts';
import { PersonProvider } from './person-context';
import type { Person } from './user-menu';

type Props = { person: Person; counters: Counters; soonestExpiry: Date | null; children: React.ReactNode };

/** The signed-in frame: navigation, live counters and shortcuts around one page. */
export function Console({ person, counters, soonestExpiry, children }: Props) {
  return (
    <PersonProvider person={person}>
      <LiveProvider initial={counters}>
        <ShortcutProvider>
          <TabSigns soonestExpiry={soonestExpiry} />
          <RefreshOnChange />
          <NavShortcuts />
          <a className="btn ink skip-link" href="#main">
            Skip to content
          </a>
          <div className="app">
            <Nav person={person} />
            {children}
          </div>
        </ShortcutProvider>
      </LiveProvider>
    </PersonProvider>
  );
}
