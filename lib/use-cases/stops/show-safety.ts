import { keyNames, listStops } from '@/db/queries/stops';
import { withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import { toolNames } from '@/lib/domain/authority/tool-names';
import { keyNamed } from '@/lib/domain/keys/key-named';
import type { PausedKey } from '@/lib/domain/limits/paused-key';
import type { Stop } from '@/lib/domain/limits/stop';
import { visible } from '@/lib/domain/text/visible';
import { pausedKeys } from '../limits/list-circuits';

/** What the page of safety shows, made visible. */
export type Safety = {
  stops: readonly Stop[];
  circuits: readonly PausedKey[];
  stoppable: { keys: readonly { id: string; name: string }[]; tools: readonly string[] };
};

/** What is stopped, what was, which keys are paused, and what could be stopped. */
export const showSafety = (human: Human): Promise<Safety> =>
  withTenantRead(human, async (tx) => {
    const [stops, circuits, keys] = await Promise.all([listStops(tx), pausedKeys(tx), keyNames(tx)]);
    return {
      stops: stops.map(shownStop),
      circuits,
      stoppable: {
        keys: keys.map(({ id, name }) => ({ id, name: keyNamed(name, id) })),
        tools: [...toolNames].toSorted(),
      },
    };
  });

/** A stop whose words hide nothing from whoever reads them. */
export const shownStop = (stop: Stop): Stop => ({
  ...stop,
  subjectName: visible(stop.subjectName),
  reason: visible(stop.reason),
  engagedBy: { ...stop.engagedBy, name: visible(stop.engagedBy.name) },
  released: stop.released && {
    ...stop.released,
    reason: visible(stop.released.reason),
    by: { ...stop.released.by, name: visible(stop.released.by.name) },
  },
});
