import { deleteOldOAuth } from '@/db/queries/sweep';
import { withTenant } from '@/db/tenant';
import { config } from '@/lib/config';
import { type Swept, sweeper } from '../sweep/swept';

/**
 * Removes one batch of what OAuth gave out for keys that ended, and of requests that ran out, longer ago than calls are
 * kept. The consent itself stays with its key: the record names it.
 */
export async function forgetOldOAuth(tenantId: string, most: number): Promise<Swept> {
  const { value: count } = await withTenant(sweeper(tenantId), (tx) =>
    deleteOldOAuth(tx, { days: config().callRetentionDays, most }),
  );
  return { state: 'done', count };
}
