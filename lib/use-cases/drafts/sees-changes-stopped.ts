import { seesStop } from '@/db/queries/kill-switch';
import { withTenantRead } from '@/db/tenant';
import type { Agent } from '@/lib/domain/actor';

/** Whether changes of this agent's tenant are stopped. The role of agents does not read the switch, nor who engaged it. */
export const seesChangesStopped = ({ tenantId }: Agent): Promise<boolean> =>
  withTenantRead({ kind: 'system', tenantId, name: 'outlook' }, seesStop);
