import { deleteOldBundles } from '@/db/queries/old-bundles';
import { withTenant } from '@/db/tenant';
import { type Swept, sweeper } from '../sweep/swept';

/** Removes one batch of a tenant's bundles that have run out. What they were made of stays where it is: in the log. */
export async function removeOldBundles(tenantId: string, most: number): Promise<Swept> {
  const { value: count } = await withTenant(sweeper(tenantId), (tx) => deleteOldBundles(tx, most));
  return { state: 'done', count };
}
