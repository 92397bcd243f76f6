import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import { type BrokenRecord, bundleLimits } from '@/lib/domain/evidence/bundle';
import { canonicalJson } from '@/lib/domain/evidence/canonical-json';
import { toBase64 } from '@/lib/domain/log/base64';
import { bundleNames, proofName, statementName } from '@/lib/domain/log/bundle/bundle-names';
import type { BundleFile, BundleScope, Manifest } from '@/lib/domain/log/bundle/manifest';
import { tarEnd, tarHeader } from '@/lib/domain/log/bundle/write-tar';
import { formatTlogProof } from '@/lib/domain/log/tlog-proof';
import { ed25519Key, formatVerifierKey } from '@/lib/domain/log/verifier-key';
import { anchorOf } from '../log/anchor-of';
import { logSigner } from '../log/log-signer';
import { signStatement } from '../log/sign-statement';
import type { BundleHead } from './bundle-head';
import { type BundleJob, bundler } from './bundle-job';
import { draftCheck, type RecordCheck, rangeCheck } from './record-check';
import { fileOf, openParts, type Parts } from './tar-parts';
import { type WrittenEvidence, writeEvidence } from './write-evidence';

/**
 * What stands first is known last: the manifest names every other file with its hash. So the parts from here on are
 * written first, and the head of the archive into those below.
 */
const firstBodyPart = 1000;
const lastPart = 2 ** 31 - 1;

/** Witnesses are asked every two seconds, and have so long to answer a bundle that waits for them. */
const witnessWaitMs = 8000;

export type WrittenBundle = { statementsLeftOut: number; broken: BrokenRecord | null };

/** Writes the archive of a bundle, part by part. A log that does not hold is written as it is, and the break is named. */
export async function writeBundle(
  job: BundleJob,
  scope: BundleScope,
  head: BundleHead,
): Promise<WrittenBundle> {
  const body = openParts(job, firstBodyPart, lastPart);
  const check =
    scope.kind === 'draft' ? draftCheck(job.tenantId, head) : rangeCheck(job.tenantId, head, scope);
  const evidence = await writeEvidence(job, scope, check, body);
  const proofs = await writeProofs(check, head, body);
  const stated = await writeStatements(job, evidence, head, body);
  const anchored = await writeAnchor(job, head, body);
  await body.write(tarEnd());
  await body.flush();
  await writeFront(job, scope, head, [evidence.file, ...proofs, ...stated, ...anchored]);
  return {
    statementsLeftOut: evidence.appliedCount - stated.length,
    broken: evidence.broken ?? head.broken,
  };
}

async function writeProofs(check: RecordCheck, head: BundleHead, body: Parts): Promise<BundleFile[]> {
  const files: BundleFile[] = [];
  for (const [index, hashes] of await check.proofs()) {
    const text = formatTlogProof({ extra: null, index, hashes, checkpoint: head.note });
    files.push(await body.file(proofName(index), Buffer.from(text)));
  }
  return files;
}

/**
 * All or none: a reader who finds one may rely on finding each. None of a log that does not hold, or from which the creation
 * that an apply names is gone: nothing of it is signed. None where the log is signed with another key now than the
 * checkpoint: nothing in the bundle would verify it.
 */
async function writeStatements(
  job: BundleJob,
  { applied, appliedCount, broken }: WrittenEvidence,
  head: BundleHead,
  body: Parts,
): Promise<BundleFile[]> {
  const origin = head.key.name;
  const present = formatVerifierKey(await ed25519Key(origin, logSigner().publicKey));
  const holds = broken === null && head.broken === null && present === head.verifierKey;
  if (!holds || appliedCount > bundleLimits.statements) return [];
  const statements: { name: string; text: string }[] = [];
  for (const leaf of applied) {
    const text = await signStatement(bundler(job.tenantId), origin, leaf);
    if (text === null) return [];
    statements.push({ name: statementName(leaf.position), text });
    await job.reached(job.total);
  }
  const files: BundleFile[] = [];
  for (const { name, text } of statements) files.push(await body.file(name, Buffer.from(text)));
  return files;
}

/**
 * That the anchor log holds the checkpoint, and its key. Where it does not prove that, the bundle goes without: it is
 * signed all the same. Throws where the signer has failed: that passes.
 */
async function writeAnchor(job: BundleJob, head: BundleHead, body: Parts): Promise<BundleFile[]> {
  const waitMs = config().logWitnesses.length > 0 ? witnessWaitMs : 0;
  const anchor = await anchorOf(bundler(job.tenantId), head.size, waitMs);
  if (!anchor.ok && anchor.refusal.code === 'SIGNING_FAILED')
    throw new Error('the anchor log could not be signed', { cause: anchor.refusal.cause });
  if (!anchor.ok || anchor.value === null) return [];
  const { proof, verifierKey } = anchor.value;
  return [
    await body.file(bundleNames.anchorProof, Buffer.from(proof)),
    await body.file(bundleNames.anchorKey, Buffer.from(`${verifierKey}\n`)),
  ];
}

/** Manifest, checkpoint, key, and the header of the evidence, which the body begins with. */
async function writeFront(
  job: BundleJob,
  scope: BundleScope,
  head: BundleHead,
  behind: readonly BundleFile[],
): Promise<void> {
  const front = openParts(job, 0, firstBodyPart);
  const [checkpoint, key] = [Buffer.from(head.note), Buffer.from(`${head.verifierKey}\n`)];
  const manifest: Manifest = {
    v: 1,
    origin: head.key.name,
    tenant: job.tenantId,
    scope,
    size: head.size,
    root: toBase64(head.root),
    created_at: now().toISOString(),
    files: [fileOf(bundleNames.checkpoint, checkpoint), fileOf(bundleNames.key, key), ...behind],
  };
  await front.file(bundleNames.manifest, Buffer.from(canonicalJson(manifest)));
  await front.file(bundleNames.checkpoint, checkpoint);
  await front.file(bundleNames.key, key);
  const evidence = behind[0];
  if (evidence === undefined) throw new Error('a bundle without evidence');
  await front.write(tarHeader(evidence.name, evidence.bytes));
  await front.flush();
}
