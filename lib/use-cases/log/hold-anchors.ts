import { anchoredAt, heldAnchors } from '@/db/queries/held-anchors';
import { logsAfter, readCheckpoints } from '@/db/queries/log-checkpoints';
import { withTenantRead } from '@/db/tenant';
import { checkpointDigest } from '@/lib/domain/log/anchor-leaf';
import { anchorTenant } from '@/lib/domain/log/anchor-log';
import type { LogBreak } from '@/lib/domain/log/log-break';
import { anchorer } from './anchor-checkpoints';

const pageSize = 500;

/**
 * Holds the anchored checkpoints of a tenant beside the anchor log: each is stored, and the leaf where it was anchored says
 * its digest. `onHeld` hears of the positions at which one does.
 */
export async function holdAnchors(
  tenantId: string,
  onHeld: (position: number) => void = () => {},
): Promise<LogBreak[]> {
  const breaks: LogBreak[] = [];
  for (let from = 0; ; ) {
    const page = await withTenantRead(anchorer(tenantId), (tx) => heldAnchors(tx, { from, limit: pageSize }));
    const said = await digestsAt(page.map(({ position }) => position));
    for (const { size, position, note } of page) {
      const isHeld = note !== null && said.get(position) === (await checkpointDigest(note));
      if (isHeld) onHeld(position);
      else breaks.push({ position: size, id: null, field: 'anchor' });
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return breaks;
    from = last.size + 1;
  }
}

/**
 * Holds the anchor log, up to the size that a walk has found, beside the checkpoints of every log: each leaf is about one
 * that is stored. A leaf does not say whose it is, so that all logs are asked.
 */
export async function holdAnchorLog(size: number): Promise<LogBreak[]> {
  const isHeld = new Uint8Array(size);
  for await (const tenantId of everyLog())
    await holdAnchors(tenantId, (position) => {
      isHeld[position] = 1;
    });
  const unclaimed = await unclaimedOf(isHeld);
  // A crash between the two transactions of an anchor leaves a leaf that no tenant noted, of a checkpoint that is stored.
  if (unclaimed.size > 0) for await (const tenantId of everyLog()) await claim(tenantId, unclaimed);
  return [...unclaimed.values()].map((position) => ({ position, id: null, field: 'anchored' }));
}

/** The positions that no tenant has noted, by the digest that their leaf says. */
async function unclaimedOf(isHeld: Uint8Array): Promise<Map<string, number>> {
  const unclaimed = new Map<string, number>();
  for (let from = 0; from < isHeld.length; from += pageSize) {
    const page = [...isHeld.subarray(from, from + pageSize).keys()].map((nth) => from + nth);
    const said = await digestsAt(page.filter((position) => isHeld[position] === 0));
    for (const [position, digest] of said) unclaimed.set(digest, position);
  }
  return unclaimed;
}

/** Strikes out what the stored checkpoints of a log are the digests of. */
async function claim(tenantId: string, unclaimed: Map<string, number>): Promise<void> {
  for (let from = 0; unclaimed.size > 0; ) {
    const page = await withTenantRead(anchorer(tenantId), (tx) =>
      readCheckpoints(tx, { from, limit: pageSize }),
    );
    for (const { note } of page) unclaimed.delete(await checkpointDigest(note));
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    from = last.size + 1;
  }
}

async function digestsAt(positions: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (positions.length === 0) return new Map();
  return withTenantRead(anchorer(anchorTenant), (tx) => anchoredAt(tx, positions));
}

async function* everyLog(): AsyncGenerator<string> {
  for (let after: string | null = null; ; ) {
    const logs: string[] = await logsAfter(after, pageSize);
    yield* logs;
    after = logs.at(-1) ?? null;
    if (after === null || logs.length < pageSize) return;
  }
}
