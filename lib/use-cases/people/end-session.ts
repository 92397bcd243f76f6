import { sessionById } from '@/db/queries/before-tenant';
import { endSession as revoke } from '@/db/queries/people';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { doorkeeper } from './signed-in';

/** Ends a session for good: its cookie, wherever copied, opens nothing any more. Ending an ended one changes nothing. */
export async function endSession(sessionId: string): Promise<void> {
  const row = await sessionById(sessionId);
  if (row === null || row.revoked_at !== null) return;
  await withTenant(doorkeeper(row.tenant_id), (tx) => revoke(tx, row.id, now()));
}
