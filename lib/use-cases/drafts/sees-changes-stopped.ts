import { stopsCovering } from '@/db/queries/kill-switch';
import { withTenantRead } from '@/db/tenant';
import type { Agent } from '@/lib/domain/actor';
import type { Draft } from '@/lib/domain/draft/draft';
import { stoppedRefusal } from '@/lib/domain/limits/stop';
import type { Refusal } from '@/lib/domain/refusal';
import { coveredBy } from './covered-by';

/** What stops the apply of this draft, in words for agents. Their role does not read the switches, nor who engaged them. */
export const seesChangesStopped = (
  { tenantId }: Agent,
  draft: Pick<Draft, 'createdBy' | 'type' | 'runId'>,
): Promise<Refusal | null> =>
  withTenantRead({ kind: 'system', tenantId, name: 'outlook' }, async (tx) => {
    const [stop] = await stopsCovering(tx, coveredBy(draft));
    return stop ? stoppedRefusal(stop.scope) : null;
  });
