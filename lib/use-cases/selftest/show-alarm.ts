import { untestedAt } from '@/db/queries/boundary-nights';
import { lastBoundaryTest } from '@/db/queries/boundary-tests';
import { type TenantTx, withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import { alarmOf, type BoundaryAlarm } from '@/lib/domain/selftest/alarm';

/** What everybody of a tenant has to know of its last self-test, on top of every page. */
export const showAlarm = (human: Human): Promise<BoundaryAlarm | null> => withTenantRead(human, alarmIn);

async function alarmIn(tx: TenantTx): Promise<BoundaryAlarm | null> {
  const [test, untested] = await Promise.all([lastBoundaryTest(tx), untestedAt(tx)]);
  return alarmOf({ test: test && { at: test.tested_at, failed: test.failed }, untestedAt: untested });
}
