import { withTenantRead } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import { leafHash, merkleRoot, rootOfEdge } from './merkle-root';

/** A tenant's log as somebody who does not trust us would read it. */
export type Audited = {
  leaves: readonly { event: string; subject: string; at: Date }[];
  /** Positions without gaps, each leaf the hash of its entry, and the head the RFC 6962 root of them all. */
  sound: boolean;
  /** What the head says is pending, and what the rows say. */
  counted: number;
  pending: number;
};

/** Reads the whole log of a tenant and computes its tree anew. */
export async function auditLog(system: System): Promise<Audited> {
  return withTenantRead(system, async ({ sql }) => {
    const leaves = await sql<
      { idx: number; event: string; subject: string; entry: Buffer; hash: Buffer; at: Date }[]
    >`select idx, event, subject, entry, substring(hashes from 1 for 32) as hash, appended_at as at
      from log_leaves order by idx`;
    const [head] = await sql<{ size: number; edge: Buffer; pending_count: number; pending: number }[]>`
      select size, edge, pending_count, (select count(*)::int from drafts where status = 'pending') as pending
      from log_heads`;
    if (!head) throw new Error('no log for this tenant');
    const hashed = leaves.every(({ idx, entry, hash }, nth) => idx === nth && leafHash(entry).equals(hash));
    const rooted = rootOfEdge(head.edge).equals(merkleRoot(leaves.map(({ entry }) => entry)));
    return {
      leaves: leaves.map(({ event, subject, at }) => ({ event, subject, at })),
      sound: hashed && rooted && head.size === leaves.length,
      counted: head.pending_count,
      pending: head.pending,
    };
  });
}
