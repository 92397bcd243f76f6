import type { Stop } from '@/lib/domain/limits/stop';
import type { BoundaryAlarm } from '@/lib/domain/selftest/alarm';
import { ShortcutProvider } from '../keyboard/shortcut-registry';
import { LiveProvider } from '../live/live-context';
import type { Counters } from '../live/live-state';
import { RefreshOnChange } from '../live/refresh-on-change';
import { TabSigns } from '../live/tab-signs';
import { AlarmProvider } from '../safety/alarm-context';
import { StopsProvider } from '../safety/stops-context';
import { Nav } from './nav';
import { NavShortcuts } from './nav-shortcuts';
import { PersonProvider } from './person-context';
import type { Person } from './user-menu';

type Props = {
  person: Person;
  counters: Counters;
  soonestExpiry: Date | null;
  stops: readonly Stop[];
  alarm: BoundaryAlarm | null;
  children: React.ReactNode;
};

/** The signed-in frame: navigation, live counters and shortcuts around one page. */
export function Console({ person, counters, soonestExpiry, stops, alarm, children }: Props) {
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
          <StopsProvider value={stops}>
            <AlarmProvider value={alarm}>
              <div className="app">
                <Nav person={person} />
                {children}
              </div>
            </AlarmProvider>
          </StopsProvider>
        </ShortcutProvider>
      </LiveProvider>
    </PersonProvider>
  );
}
