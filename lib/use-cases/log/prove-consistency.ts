import { z } from 'zod';
import { type TenantTx, withTenantRead } from '@/db/tenant';
import type { Agent, Human } from '@/lib/domain/actor';
import { invalid } from '@/lib/domain/invalid';
import type { Bytes } from '@/lib/domain/log/bytes';
import { emptyRoot } from '@/lib/domain/log/merkle-hash';
import { consistencySpans, type Span } from '@/lib/domain/log/span';
import { isConsistent } from '@/lib/domain/log/verify-consistency';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';
import { freshCheckpoint, type SignedCheckpoint } from './fresh-checkpoint';
import { logBroken } from './log-broken';
import { spanHashes } from './span-hashes';

const sizeSchema = z.coerce.number().int().min(0);

export const proveConsistencySchema = z
  .strictObject({
    from: sizeSchema.describe('Size of the older tree: that of a checkpoint that you kept'),
    to: sizeSchema.optional().describe('Size of the newer tree; without it that of the newest checkpoint'),
  })
  .refine(({ from, to = from }) => from <= to, { path: ['to'], message: 'Must not be smaller than from.' });

export type ProvedConsistency = {
  from: number;
  to: number;
  hashes: readonly Bytes[];
  /** The newest signed head, which `to` may be smaller than. */
  checkpoint: SignedCheckpoint;
};

/**
 * That the tree of `to` leaves holds that of `from` leaves unchanged. It is verified here, up to the signed root: one that
 * does not hold is never given out.
 */
export async function proveConsistency(
  actor: Agent | Human,
  input: unknown,
): Promise<Result<ProvedConsistency>> {
  const denied = needsScope(actor, 'mcp:read:evidence');
  if (denied) return denied;
  const parsed = proveConsistencySchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const signed = await freshCheckpoint(actor);
  if (!signed.ok) return signed;
  const { value: checkpoint } = signed;
  const { from, to = checkpoint.size } = parsed.data;
  if (from > checkpoint.size || to > checkpoint.size) return beyond(checkpoint.size);
  const hashes = await withTenantRead(actor, (tx) => proofIn(tx, { from, to }, checkpoint));
  if (hashes === null) return logBroken(actor.tenantId, `the consistency of ${from} with ${to}`);
  return accept({ from, to, hashes, checkpoint });
}

const beyond = (size: number) =>
  refuse('SIZE_NOT_IN_LOG', `The log has ${size} records, and not as many as you ask about.`);

/** Null unless the proof holds, and the tree that it ends with is of the log that was signed. */
async function proofIn(
  tx: TenantTx,
  { from, to }: { from: number; to: number },
  signed: SignedCheckpoint,
): Promise<Bytes[] | null> {
  const found = await spanHashes(tx, [
    wholeTree(from),
    wholeTree(to),
    consistencySpans(from, to),
    consistencySpans(to, signed.size),
  ]);
  if (found === null) return null;
  const [olderRoot = [], newerRoot = [], hashes = [], onward = []] = found;
  const older = { size: from, root: olderRoot[0] ?? (await emptyRoot()) };
  const newer = { size: to, root: newerRoot[0] ?? (await emptyRoot()) };
  const holds = (await isConsistent(older, newer, hashes)) && (await isConsistent(newer, signed, onward));
  return holds ? hashes : null;
}

const wholeTree = (size: number): Span[] => (size === 0 ? [] : [{ from: 0, to: size }]);
