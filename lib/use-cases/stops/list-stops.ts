import { listStops as list } from '@/db/queries/stops';
import { withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { Stop } from '@/lib/domain/limits/stop';

/** Everything that is stopped in a person's tenant, then what was, newest first. */
export const listStops = (human: Human): Promise<Stop[]> => withTenantRead(human, list);
