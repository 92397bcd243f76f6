import { setTimeout as pause } from 'node:timers/promises';
import { tenantsWithOldBundles } from '@/db/queries/old-bundles';
import { tenantsDue, tenantsPurgeable, tenantsWithOldCalls, tenantsWithOldOAuth } from '@/db/queries/sweep';
import { config } from '@/lib/config';
import { removeOldBundles } from '../bundles/remove-old-bundles';
import { purgeCalls } from '../calls/purge-calls';
import { expireDue } from '../drafts/expire-due';
import { purgeExpired } from '../drafts/purge-expired';
import { forgetOldOAuth } from '../oauth/forget-old';
import type { Swept } from './swept';

/** What one run did. `failed` tenants are as they were: a batch happens with its evidence or not at all. */
export type SweepReport = {
  expired: number;
  purged: number;
  calls: number;
  oauth: number;
  /** Pieces of bundles, and bundles. */
  bundles: number;
  failed: string[];
};

export type SweepRun = {
  /** Ends the run after the batch that is on its way. */
  signal?: AbortSignal;
  /** Hears of each tenant whose batch failed; the others go on. */
  onFault: (tenantId: string, fault: unknown) => void;
};

/** How many tenants one run looks after. */
const tenantsPerRun = 1000;
/** How many old calls one run removes: they leave one leaf per batch, and nobody waits for them. */
const maxCalls = 10_000;
/** The same for what OAuth has left behind. */
const maxOAuth = 10_000;
/** The same for bundles, a piece of about a megabyte each. */
const maxBundles = 10_000;
/** How long to leave another process to its batch. */
const busyMs = 25;

/**
 * Expires what is due and purges drafts, calls, what OAuth gave out and bundles that were kept long enough, tenant by
 * tenant in batches, within the bounds of the settings; never the evidence. Any number of processes may do this at once.
 */
export async function sweep(run: SweepRun): Promise<SweepReport> {
  return sweepTenants(
    run,
    () => tenantsDue(tenantsPerRun),
    () => tenantsPurgeable(tenantsPerRun),
    () => tenantsWithOldCalls(config().callRetentionDays, tenantsPerRun),
    () => tenantsWithOldOAuth(config().callRetentionDays, tenantsPerRun),
    () => tenantsWithOldBundles(tenantsPerRun),
  );
}

type FindTenants = () => Promise<readonly string[]>;

/** The same for the tenants that these name. */
export async function sweepTenants(
  run: SweepRun,
  due: FindTenants,
  purgeable: FindTenants,
  withOldCalls: FindTenants = () => Promise.resolve([]),
  withOldOAuth: FindTenants = () => Promise.resolve([]),
  withOldBundles: FindTenants = () => Promise.resolve([]),
): Promise<SweepReport> {
  const { maxExpired, maxDeletes } = config().sweep;
  const failed = new Set<string>();
  const expired = await inTurns(await due(), expireDue, maxExpired, run, failed);
  const purged = await inTurns(await purgeable(), purgeExpired, maxDeletes, run, failed);
  const calls = await inTurns(await withOldCalls(), purgeCalls, maxCalls, run, failed);
  const oauth = await inTurns(await withOldOAuth(), forgetOldOAuth, maxOAuth, run, failed);
  const bundles = await inTurns(await withOldBundles(), removeOldBundles, maxBundles, run, failed);
  return { expired, purged, calls, oauth, bundles, failed: [...failed] };
}

type Batch = (tenantId: string, most: number) => Promise<Swept>;

/** One batch of each tenant after the other, until nothing is left, `most` is reached or the run is ended. */
async function inTurns(
  tenants: readonly string[],
  batch: Batch,
  most: number,
  { signal, onFault }: SweepRun,
  failed: Set<string>,
): Promise<number> {
  const size = Math.min(100, Math.floor(config().sweep.maxPerSecond / 2));
  const queue = [...tenants];
  let done = 0;
  const next = () => (done < most && signal?.aborted !== true ? queue.shift() : undefined);
  for (let tenant = next(); tenant !== undefined; tenant = next()) {
    const asked = Math.min(size, most - done);
    try {
      const swept = await batch(tenant, asked);
      if (swept.state === 'later') {
        queue.unshift(tenant);
        await pause(swept.waitMs ?? busyMs);
      } else {
        done += swept.count;
        if (swept.count === asked) queue.push(tenant);
      }
    } catch (fault) {
      failed.add(tenant);
      onFault(tenant, fault);
    }
  }
  return done;
}
