import { toBase64 } from '../base64';
import { bundleNames } from '../bundle/bundle-names';
import type { Bytes } from '../bytes';
import { utf8Text } from '../utf8-text';
import { parseVerifierKey } from '../verifier-key';
import { checkAgainst } from './check-against';
import { checkAnchor, saidOf } from './check-anchor';
import { checkCheckpoint, type SignedHead } from './check-checkpoint';
import { checkCosignatures } from './check-cosignatures';
import { checkLines } from './check-lines';
import { checkLinks } from './check-links';
import { checkProofs, type Proofs } from './check-proofs';
import { checkRange, type ProvedRange } from './check-range';
import type { LogRecord } from './check-record';
import { checkStatements } from './check-statements';
import { Findings } from './findings';
import { logTenant } from './log-tenant';
import { type Bundle, openBundle } from './open-bundle';
import { countOf } from './places';
import type { Positions, Verdict } from './verdict';
import type { VerifyOptions } from './verify-options';

/**
 * Verifies a bundle: its files are those it names; the log's key signed its checkpoint; each record is what its hashed
 * bytes say; each lies where it says in the signed tree; statements, anchor and what the reader kept agree.
 */
export async function verifyBundle(archive: Bytes, options: VerifyOptions): Promise<Verdict> {
  const found = new Findings();
  const bundle = await openBundle(archive, found);
  const head = bundle && (await signedHead(bundle, options, found));
  if (bundle === null || head === null) return found.verdict('bundle');
  checkManifest(bundle, head, found);
  return verifyRecords(bundle, head, options, found);
}

async function verifyRecords(
  bundle: Bundle,
  head: SignedHead,
  { trust, against: kept, hash, onProgress }: VerifyOptions,
  found: Findings,
): Promise<Verdict> {
  const { files, positions } = bundle;
  const { scope, tenant } = bundle.manifest;
  const onLeaves = advancing(positions, onProgress);
  const file = bundleNames.evidence;
  const lines = { bytes: files.get(file) ?? new Uint8Array(), file, expected: positions, tenant };
  const records = await checkLines(lines, found, { hash, onLeaves });
  const proofs = await checkProofs(bundle, records, head, found);
  if (scope.kind === 'draft') checkLinks(scope.draft_id, records, found);
  const range =
    scope.kind === 'range'
      ? await checkRange(scope, { records, proofs }, head, found, { hash, onLeaves })
      : null;
  const statements = await checkStatements({ files, records }, head, found);
  const anchor = await checkAnchor(files, head, trust, found);
  const cosignedBy = await checkCosignatures(anchor === null ? [head] : [head, anchor], trust.keys, found);
  const against = kept && (await checkAgainst(kept, head, range, found));
  if (found.count > 0 || !areProved(range, proofs, records)) return found.verdict('bundle');
  return {
    ok: true,
    kind: 'bundle',
    origin: head.origin,
    size: head.size,
    root: toBase64(head.root),
    positions,
    draftId: scope.kind === 'draft' ? scope.draft_id : null,
    records: records.length,
    statements,
    signedBy: head.signedBy,
    cosignedBy,
    anchor: anchor && saidOf(anchor),
    against,
  };
}

/** Of a draft each record has its own proof; of a range all lie in the root that was made again. */
const areProved = (range: ProvedRange | null, proofs: Proofs, records: readonly LogRecord[]): boolean =>
  range !== null || (proofs.size > 0 && proofs.size === records.length);

/** The leaves of a range are hashed, and then made into the root. */
function advancing(positions: Positions, onProgress: VerifyOptions['onProgress']): (count: number) => void {
  const total = ('from' in positions ? 2 : 1) * countOf(positions);
  let done = 0;
  return (count) => {
    done += count;
    onProgress({ done: Math.min(done, total), total });
  };
}

async function signedHead(
  { files }: Bundle,
  { trust }: VerifyOptions,
  found: Findings,
): Promise<SignedHead | null> {
  const { checkpoint, key: keyFile } = bundleNames;
  const note = utf8Text(files.get(checkpoint) ?? new Uint8Array());
  const line = utf8Text(files.get(keyFile) ?? new Uint8Array());
  const key = line?.endsWith('\n') === true ? await parseVerifierKey(line.slice(0, -1)) : null;
  if (key === null) {
    return found.add({ code: 'KEY_INVALID', file: keyFile, words: 'The file does not hold a verifier key.' });
  }
  return checkCheckpoint({ note: note ?? '', carried: key, file: checkpoint }, trust, found);
}

/** What the manifest says of the log is what the checkpoint says, and all records lie in the signed tree. */
function checkManifest({ manifest, positions }: Bundle, head: SignedHead, found: Findings): void {
  const { origin, size, root, tenant } = manifest;
  const file = bundleNames.manifest;
  if (origin !== head.origin || size !== head.size || root !== toBase64(head.root)) {
    const words = 'The manifest names another log, size or root than the checkpoint.';
    found.add({ code: 'CHECKPOINT_DIFFERS', file, words });
  }
  const end = 'from' in positions ? positions.to : (positions.at(-1) ?? 0) + 1;
  if (tenant !== logTenant(origin) || end > head.size) {
    const words = 'The manifest names a tenant or positions that this log does not have.';
    found.add({ code: 'MANIFEST_INVALID', file, words });
  }
}
