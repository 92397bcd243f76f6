import { readCheckpoints, type StoredCheckpoint } from '@/db/queries/log-checkpoints';
import type { TenantTx } from '@/db/tenant';
import { type Bytes, sameBytes } from '@/lib/domain/log/bytes';
import type { LogBreak, LogField } from '@/lib/domain/log/log-break';
import { openCheckpoint } from '@/lib/domain/log/open-checkpoint';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';

export type CheckpointWalk = {
  /** The size of the next checkpoint; infinite behind the last. */
  nextSize: () => number;
  /** Verifies those up to a size that a walk has reached, and that of this size with the root that the leaves give. */
  passed: (size: number, root: () => Bytes | null) => Promise<LogBreak[]>;
  /** Those of a larger log than there is: it was longer when they were signed. */
  beyond: () => Promise<LogBreak[]>;
  seen: () => { count: number; keys: string[] };
};

/** Checkpoints of one read. */
const pageSize = 500;

/** Goes through the stored checkpoints of a tenant beside a walk over its leaves. */
export async function checkpointWalk(tx: TenantTx): Promise<CheckpointWalk> {
  const keys = new Set<string>();
  let count = 0;
  let page = await readCheckpoints(tx, { from: 0, limit: pageSize });

  const nextSize = () => page[0]?.size ?? Number.POSITIVE_INFINITY;

  async function take(): Promise<StoredCheckpoint | null> {
    const checkpoint = page.shift();
    if (checkpoint === undefined) return null;
    if (page.length === 0) page = await readCheckpoints(tx, { from: checkpoint.size + 1, limit: pageSize });
    count += 1;
    keys.add(checkpoint.verifier_key);
    return checkpoint;
  }

  async function passed(size: number, root: () => Bytes | null): Promise<LogBreak[]> {
    const breaks: LogBreak[] = [];
    while (nextSize() <= size) {
      const checkpoint = await take();
      if (checkpoint === null) break;
      if (!(await isSigned(checkpoint))) breaks.push(breakAt(checkpoint, 'checkpoint'));
      const given = checkpoint.size === size ? root() : null;
      if (given !== null && !sameBytes(given, checkpoint.root))
        breaks.push(breakAt(checkpoint, 'checkpoint_root'));
    }
    return breaks;
  }

  async function beyond(): Promise<LogBreak[]> {
    const breaks: LogBreak[] = [];
    for (let left = await take(); left !== null; left = await take())
      breaks.push(breakAt(left, 'checkpoint_root'));
    return breaks;
  }

  return { nextSize, passed, beyond, seen: () => ({ count, keys: [...keys] }) };
}

const breakAt = ({ size }: StoredCheckpoint, field: LogField): LogBreak => ({
  position: size,
  id: null,
  field,
});

/** Whether the note is signed by the key beside it and says the size and the root that it is stored under. */
async function isSigned({ note, size, root, verifier_key: text }: StoredCheckpoint): Promise<boolean> {
  const key = await parseVerifierKey(text);
  if (key === null) return false;
  const opened = await openCheckpoint(note, key);
  return opened.ok && opened.checkpoint.size === size && sameBytes(opened.checkpoint.root, root);
}
