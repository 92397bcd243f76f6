import { createHash } from 'node:crypto';
import { type BundledLeaf, leavesAt, leavesBetween } from '@/db/queries/bundled-leaves';
import { withTenantRead } from '@/db/tenant';
import { type BrokenRecord, bundleLimits } from '@/lib/domain/evidence/bundle';
import { canonicalJson } from '@/lib/domain/evidence/canonical-json';
import { bundleNames } from '@/lib/domain/log/bundle/bundle-names';
import type { EvidenceLine } from '@/lib/domain/log/bundle/evidence-line';
import type { BundleFile, BundleScope } from '@/lib/domain/log/bundle/manifest';
import { tarPadding } from '@/lib/domain/log/bundle/write-tar';
import { hashLength } from '@/lib/domain/log/merkle-hash';
import { readEntry } from '@/lib/domain/log/read-entry';
import { type DraftLeaf, statedLeaf } from '../log/sign-statement';
import { type BundleJob, BundleTooLarge, bundler } from './bundle-job';
import type { RecordCheck } from './record-check';
import type { Parts } from './tar-parts';

export type WrittenEvidence = {
  file: BundleFile;
  /** The first record that does not hold. */
  broken: BrokenRecord | null;
  /** The applies, as many as a bundle states. */
  applied: readonly DraftLeaf[];
  appliedCount: number;
};

const pageSize = 500;
/** What is verified in memory elsewhere, less than what stands beside the records. */
const mostBytes = 960 * 1024 * 1024;

/**
 * `evidence.ndjson`, without its header, whose size nobody knows before: one line per record as its row has it, each
 * held against the log on the way. What does not hold is written all the same.
 */
export async function writeEvidence(
  job: BundleJob,
  scope: BundleScope,
  check: RecordCheck,
  parts: Parts,
): Promise<WrittenEvidence> {
  const sha256 = createHash('sha256');
  const applied: DraftLeaf[] = [];
  let [bytes, done, appliedCount] = [0, 0, 0];
  let broken: BrokenRecord | null = null;
  for await (const page of pagesOf(job.tenantId, scope)) {
    for (const row of page) {
      const found = await check.next(row);
      broken ??= found;
      const line = Buffer.from(`${canonicalJson(lineOf(row))}\n`);
      sha256.update(line);
      bytes += line.length;
      await parts.write(line);
      if (row.event === 'draft_applied') {
        appliedCount += 1;
        const stated = appliedCount > bundleLimits.statements ? null : await statedLeaf(row);
        if (stated !== null) applied.push(stated);
      }
    }
    if (bytes > mostBytes) throw new BundleTooLarge(`more than ${mostBytes} bytes of records`);
    done += page.length;
    await job.reached(done);
  }
  await parts.write(tarPadding(bytes));
  broken ??= await check.end();
  const file = { name: bundleNames.evidence, bytes, sha256: sha256.digest('hex') };
  return { file, broken, applied, appliedCount };
}

/** The rows of a bundle in their order, a transaction for each page: a row never changes. */
async function* pagesOf(tenantId: string, scope: BundleScope): AsyncGenerator<BundledLeaf[]> {
  const reader = bundler(tenantId);
  if (scope.kind === 'draft') {
    for (let at = 0; at < scope.positions.length; at += pageSize) {
      const positions = scope.positions.slice(at, at + pageSize);
      yield await withTenantRead(reader, (tx) => leavesAt(tx, positions));
    }
    return;
  }
  const { to } = scope;
  for (let from = scope.from; from < to; ) {
    const start = from;
    const page = await withTenantRead(reader, (tx) =>
      leavesBetween(tx, { from: start, to, limit: pageSize }),
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    from = last.idx + 1;
  }
}

/** A row as a line says it: every field as it is stored, so that a reader finds the one that was changed. */
const lineOf = ({ idx, id, event, subject, entry, hashes }: BundledLeaf): EvidenceLine => ({
  merkle_position: idx,
  id,
  event,
  subject,
  payload: readEntry(entry)?.payload ?? {},
  leaf_hash: `sha256:${hashes.subarray(0, hashLength).toString('hex')}`,
  entry: entry.toString('base64'),
});
