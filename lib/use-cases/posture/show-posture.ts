import { lastBoundaryTest } from '@/db/queries/boundary-tests';
import { chainEnds, readChain } from '@/db/queries/chains';
import { openCircuits } from '@/db/queries/circuits';
import { logStanding } from '@/db/queries/evidence';
import { grantsInUse, keyPosture } from '@/db/queries/key-posture';
import { listStops } from '@/db/queries/stops';
import { type TenantTx, withTenantSnapshot } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import type { Human } from '@/lib/domain/actor';
import { type ChainTail, tailStart, walkTail } from '@/lib/domain/calls/chain-tail';
import { publishedSurface } from '@/lib/domain/keys/published-surface';
import { type PostureFacts, postureOf } from '@/lib/domain/posture/posture';
import type { PostureRow } from '@/lib/domain/posture/posture-row';

/** How many of the last calls are computed anew for whoever looks: as many as nobody waits for. */
const lastCalls = 200;

/** How the boundary stands, a row for each thing that could be open. */
export const showPosture = (human: Human): Promise<PostureRow[]> =>
  withTenantSnapshot(human, async (tx) => {
    const [test, stops, circuits, keys, grants, calls, evidence] = await Promise.all([
      lastBoundaryTest(tx),
      listStops(tx),
      openCircuits(tx),
      keyPosture(tx, publishedSurface),
      grantsInUse(tx),
      callsTail(tx),
      logStanding(tx),
    ]);
    const { oauth } = config();
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
      oauth: oauth && { host: oauth.host, grants },
      surface: { hash: publishedSurface, pinned: keys.pinned, pinnedToAnother: keys.pinned_to_another },
      limits: limitsOf(keys),
      calls,
      evidence,
    });
  });

async function callsTail(tx: TenantTx): Promise<ChainTail> {
  const ends = await chainEnds(tx, 'calls');
  const rows = await readChain(tx, 'calls', { after: tailStart(ends, lastCalls), limit: lastCalls + 1 });
  return walkTail(ends, lastCalls, rows);
}

const limitsOf = ({ per_minute: perMinute, pending, refusals }: Awaited<ReturnType<typeof keyPosture>>) =>
  perMinute === null || pending === null || refusals === null ? null : { perMinute, pending, refusals };

function certificates(): PostureFacts['certificates'] {
  const { tls, clientCertificates } = config();
  if (clientCertificates.ofAgents === 'required') return 'required';
  const proves = clientCertificates.fromProxy !== null || (tls !== null && tls.clientCa !== null);
  return proves ? 'possible' : 'off';
}
