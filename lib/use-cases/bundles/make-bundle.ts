import { createHash } from 'node:crypto';
import {
  beginBundle,
  type ClaimedBundle,
  claimBundle,
  failBundle,
  finishBundle,
  giveBackBundle,
  tenantsWithBundlesToMake as waiting,
} from '@/db/queries/bundle-making';
import { positionsAbout } from '@/db/queries/bundled-leaves';
import { readBundlePart } from '@/db/queries/bundles';
import { withTenant, withTenantRead } from '@/db/tenant';
import { type AskedScope, type BundleFailure, bundleLimits } from '@/lib/domain/evidence/bundle';
import type { BundleScope } from '@/lib/domain/log/bundle/manifest';
import { logBroken } from '../log/log-broken';
import { type BundleHead, bundleHead } from './bundle-head';
import {
  type BundleJob,
  BundleTooLarge,
  bundleJob,
  bundler,
  leaseSeconds,
  MakingStopped,
} from './bundle-job';
import { writeBundle } from './write-bundle';

const tenantsPerRun = 100;
/** A bundle that ended so many processes ends no more. */
const mostTries = 5;

/** Tenants in which a bundle waits, or was left behind. */
export const tenantsWithBundlesToMake = (): Promise<string[]> => waiting(tenantsPerRun);

/**
 * Takes the bundle of a tenant that has waited longest and makes it; false when none waits. A process that is killed leaves
 * it to others after its lease, who begin anew; one that is told to stop leaves it at once.
 */
export async function makeNextBundle(tenantId: string, signal: AbortSignal): Promise<boolean> {
  const { value: claimed } = await withTenant(bundler(tenantId), (tx) => claimBundle(tx, leaseSeconds));
  if (claimed === null) return false;
  const { making } = claimed;
  try {
    const failed = making.attempt > mostTries ? 'BUNDLE_INTERRUPTED' : await make(tenantId, claimed, signal);
    if (failed !== null) await withTenant(bundler(tenantId), (tx) => failBundle(tx, making, failed));
  } catch (fault) {
    if (!(fault instanceof MakingStopped)) throw fault;
    await withTenant(bundler(tenantId), (tx) => giveBackBundle(tx, making));
  }
  return true;
}

async function make(
  tenantId: string,
  { making, scope: asked }: ClaimedBundle,
  signal: AbortSignal,
): Promise<BundleFailure | null> {
  const head = await bundleHead(tenantId);
  if (head === null) return 'LOG_NOT_SIGNABLE';
  const scope = await scopeUnder(tenantId, asked, head);
  if (typeof scope === 'string') return scope;
  const total = scope.kind === 'draft' ? scope.positions.length : scope.to - scope.from;
  const { value: begun } = await withTenant(bundler(tenantId), (tx) =>
    beginBundle(tx, making, { size: head.size, root: head.root, total }),
  );
  if (!begun) throw new MakingStopped('another process has taken this bundle over');
  const job = bundleJob(tenantId, making, total, signal);
  const written = await writeBundle(job, scope, head).catch((fault: unknown) => {
    if (fault instanceof BundleTooLarge) return null;
    throw fault;
  });
  if (written === null) return 'BUNDLE_TOO_LARGE';
  const { broken } = written;
  if (broken !== null && broken.field !== 'unsigned')
    logBroken(tenantId, `what lies at position ${broken.position}`);
  const whole = await readBack(job);
  const { value: finished } = await withTenant(bundler(tenantId), (tx) =>
    finishBundle(tx, making, { ...whole, ...written }),
  );
  if (!finished) throw new MakingStopped('another process has taken this bundle over');
  return null;
}

/** What was asked for, as far as it is signed. All of it is, unless the log is no longer what was signed. */
async function scopeUnder(
  tenantId: string,
  asked: AskedScope,
  { size }: BundleHead,
): Promise<BundleScope | BundleFailure> {
  if (asked.kind === 'range') {
    const to = Math.min(asked.to, size);
    return asked.from <= to ? { ...asked, to } : 'LOG_NOT_SIGNABLE';
  }
  const { draftId } = asked;
  const limit = bundleLimits.draft + 1;
  const positions = await withTenantRead(bundler(tenantId), (tx) =>
    positionsAbout(tx, { draftId, size, limit }),
  );
  if (positions.length > bundleLimits.draft) return 'BUNDLE_TOO_LARGE';
  return positions.length === 0 ? 'LOG_NOT_SIGNABLE' : { kind: 'draft', draft_id: draftId, positions };
}

/** Bytes and hash of the file as it will be handed out: of what is stored, and not of what was meant to be. */
async function readBack(job: BundleJob): Promise<{ bytes: number; sha256: Uint8Array }> {
  const sha256 = createHash('sha256');
  let bytes = 0;
  for (let part = -1; ; ) {
    const after = part;
    const piece = await withTenantRead(bundler(job.tenantId), (tx) =>
      readBundlePart(tx, job.making.id, after),
    );
    if (piece === null) return { bytes, sha256: sha256.digest() };
    sha256.update(piece.content);
    bytes += piece.content.length;
    part = piece.part;
    await job.reached(job.total);
  }
}
