import { addBundlePart, type BundleTry, keepBundle } from '@/db/queries/bundle-making';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { System } from '@/lib/domain/actor';

/** The worker that makes bundles, in one tenant. */
export const bundler = (tenantId: string): System => ({ kind: 'system', tenantId, name: 'bundler' });

/** The process is to stop, or another one has taken the bundle over: whoever holds it next begins anew. */
export class MakingStopped extends Error {}

/** It would be larger than what reads it takes: somebody asks for less. */
export class BundleTooLarge extends Error {}

/** What making one bundle may do to the outside: keep its pieces, and say how far it is. */
export type BundleJob = {
  tenantId: string;
  making: BundleTry;
  /** How many records it holds. */
  total: number;
  /** Keeps one piece of the file. */
  keepPart: (part: number, content: Uint8Array) => Promise<void>;
  /** Says how many records were read, a few times in a second at most, and holds the lease. Throws MakingStopped. */
  reached: (done: number) => Promise<void>;
};

const sayEveryMs = 300;
/** Many times as long as anything takes between two words of it. */
export const leaseSeconds = 30;

export function bundleJob(
  tenantId: string,
  making: BundleTry,
  total: number,
  signal: AbortSignal,
): BundleJob {
  let saidAt = 0;
  return {
    tenantId,
    making,
    total,
    keepPart: async (part, content) => {
      await withTenant(bundler(tenantId), (tx) => addBundlePart(tx, making, { part, content }));
    },
    reached: async (done) => {
      if (signal.aborted) throw new MakingStopped('this process is to stop');
      const at = now().getTime();
      if (at - saidAt < sayEveryMs) return;
      saidAt = at;
      const { value: held } = await withTenant(bundler(tenantId), (tx) =>
        keepBundle(tx, making, { done, leaseSeconds }),
      );
      if (!held) throw new MakingStopped('another process has taken this bundle over');
    },
  };
}
