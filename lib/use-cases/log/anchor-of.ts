import { anchorPosition, cosignedCheckpoint } from '@/db/queries/log-anchors';
import { findCheckpoint, type StoredCheckpoint } from '@/db/queries/log-checkpoints';
import { storedEntries } from '@/db/queries/stored-hashes';
import { type TenantTx, withTenantRead } from '@/db/tenant';
import type { Agent, Human, System } from '@/lib/domain/actor';
import { checkpointDigest } from '@/lib/domain/log/anchor-leaf';
import { anchorTenant } from '@/lib/domain/log/anchor-log';
import { sameBytes } from '@/lib/domain/log/bytes';
import { leafHash } from '@/lib/domain/log/merkle-hash';
import { inclusionSpans } from '@/lib/domain/log/span';
import { formatTlogProof } from '@/lib/domain/log/tlog-proof';
import { rootFromInclusion } from '@/lib/domain/log/verify-inclusion';
import { accept, type Result } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';
import { pause } from '../pause';
import { anchorCheckpoints, anchorer } from './anchor-checkpoints';
import { newestCheckpoint } from './newest-checkpoint';
import { notSignable } from './not-signable';
import { spanHashes } from './span-hashes';

const lookAgainMs = 250;

/** That a checkpoint is in the anchor log: a C2SP tlog-proof with the leaf as `extra`, and the anchor log's key. */
export type Anchor = { proof: string; verifierKey: string };

/**
 * The proof that the tenant's stored checkpoint of this size is in the anchor log, which is anchored first where it is not:
 * what leaves the house is held to what witnesses saw, for whom it waits so long. Null where no checkpoint of this size is
 * stored.
 */
export async function anchorOf(
  actor: Agent | Human | System,
  size: number,
  waitMs = 0,
): Promise<Result<Anchor | null>> {
  const denied = actor.kind === 'system' ? null : needsScope(actor, 'mcp:read:evidence');
  if (denied) return denied;
  const { tenantId } = actor;
  const checkpoint = await withTenantRead(anchorer(tenantId), (tx) => findCheckpoint(tx, size));
  if (checkpoint === null) return accept(null);
  const position = await positionOf(tenantId, checkpoint);
  const newest = await newestCheckpoint(anchorTenant);
  if (!newest.ok) return newest;
  const signed = (await cosignedSoon(position, waitMs)) ?? newest.value;
  const digest = await checkpointDigest(checkpoint.note);
  const proof = await withTenantRead(anchorer(anchorTenant), (tx) =>
    proofIn(tx, { position, digest, signed }),
  );
  return proof === null
    ? notSignable('The anchor log does not prove that it holds a checkpoint that it was given.')
    : accept(proof);
}

async function positionOf(tenantId: string, checkpoint: StoredCheckpoint): Promise<number> {
  const look = () => withTenantRead(anchorer(tenantId), (tx) => anchorPosition(tx, checkpoint.size));
  const known = await look();
  if (known !== null) return known;
  await anchorCheckpoints([{ tenantId, checkpoint }]);
  const position = await look();
  if (position === null) throw new Error('a checkpoint was anchored and is not');
  return position;
}

/** The first head of the anchor log that holds this position and that a witness has cosigned, by so long from now. */
async function cosignedSoon(position: number, waitMs: number): Promise<StoredCheckpoint | null> {
  const until = performance.now() + waitMs;
  for (;;) {
    const found = await withTenantRead(anchorer(anchorTenant), (tx) => cosignedCheckpoint(tx, position));
    if (found !== null || performance.now() >= until) return found;
    await pause(lookAgainMs, new AbortController().signal);
  }
}

/** Verified as its reader will verify it: null where the leaf is about another checkpoint, or does not lead to the root. */
async function proofIn(
  tx: TenantTx,
  { position, digest, signed }: { position: number; digest: string; signed: StoredCheckpoint },
): Promise<Anchor | null> {
  const [entry] = await storedEntries(tx, { from: position, count: 1 });
  const [hashes] = (await spanHashes(tx, [inclusionSpans(position, signed.size)])) ?? [];
  if (entry === undefined || hashes === undefined || !entry.includes(digest)) return null;
  const leaf = await leafHash(entry);
  const root = await rootFromInclusion({ index: position, size: signed.size, leaf, hashes });
  if (root === null || !sameBytes(root, signed.root)) return null;
  const checkpoint = `${signed.note}${signed.cosignatures.join('')}`;
  const proof = formatTlogProof({ extra: Uint8Array.from(entry), index: position, hashes, checkpoint });
  return { proof, verifierKey: signed.verifier_key };
}
