import { listStops } from '@/db/queries/stops';
import { withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { Stop } from '@/lib/domain/limits/stop';
import { shownStop } from './show-safety';

/** What is stopped in a person's tenant now, for the top of every page. */
export const stopsInForce = async (human: Human): Promise<Stop[]> =>
  (await withTenantRead(human, listStops)).filter(({ released }) => released === null).map(shownStop);
