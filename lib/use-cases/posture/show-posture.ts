import { lastBoundaryTest } from '@/db/queries/boundary-tests';
import { openCircuits } from '@/db/queries/circuits';
import { keyPosture } from '@/db/queries/key-posture';
import { listStops } from '@/db/queries/stops';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import type { Human } from '@/lib/domain/actor';
import { type PostureFacts, type PostureRow, postureOf } from '@/lib/domain/posture/posture';

/** How the boundary stands, a row for each thing that could be open. */
export const showPosture = (human: Human): Promise<PostureRow[]> =>
  withTenantRead(human, async (tx) => {
    const [test, stops, circuits, keys] = await Promise.all([
      lastBoundaryTest(tx),
      listStops(tx),
      openCircuits(tx),
      keyPosture(tx),
    ]);
    return postureOf({
      now: now(),
      lastTest: test && { at: test.tested_at, passed: test.passed, failed: test.failed },
      stopsInForce: stops.filter(({ released }) => released === null).length,
      pausedKeys: circuits.length,
      keys: {
        active: keys.active,
        suspended: keys.suspended,
        unbound: keys.unbound,
        soonestEnd: keys.soonest,
      },
      certificates: certificates(),
    });
  });

function certificates(): PostureFacts['certificates'] {
  const { tls, clientCertificates } = config();
  if (clientCertificates.ofAgents === 'required') return 'required';
  const proves = clientCertificates.fromProxy !== null || (tls !== null && tls.clientCa !== null);
  return proves ? 'possible' : 'off';
}
