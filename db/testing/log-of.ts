import { leafOf } from '@/lib/domain/evidence/leaf';
import { concat } from '@/lib/domain/log/bytes';
import type { LogHead, StoredLeaf } from '@/lib/domain/log/walk-log';
import { leafHash, merkleRoot } from './merkle-root';

export const tenant = '01890000-0000-7000-8000-000000000001';

/** The rows and the head of a log of so many leaves, each hash made anew from the entries by the words of RFC 6962. */
export function logOf(size: number): { rows: StoredLeaf[]; head: LogHead } {
  const leaves = Array.from({ length: size }, (_, nth) =>
    leafOf({
      event: 'draft_created',
      id: `evd_${nth}`,
      tenant,
      subject: `drf_${nth}`,
      payload: { draft_id: `drf_${nth}`, note: 'ü' },
    }),
  );
  const entries = leaves.map(({ entry }) => entry);
  const rootEnding = (idx: number, width: number) => merkleRoot(entries.slice(idx + 1 - width, idx + 1));
  const rows = leaves.map(({ event, id, subject, entry }, idx) => ({
    idx,
    event,
    id,
    subject,
    entry,
    hashes: Buffer.concat([leafHash(entry), ...completedBy(idx).map((width) => rootEnding(idx, width))]),
  }));
  return { rows, head: { size, edge: concat(...edgeOf(entries)) } };
}

/** How many leaves the subtrees above a leaf hold that end with it: 2, 4, … */
function completedBy(idx: number): number[] {
  const widths = [];
  for (let width = 2; (idx + 1) % width === 0; width *= 2) widths.push(width);
  return widths;
}

function edgeOf(entries: readonly Uint8Array[]): Uint8Array[] {
  if (entries.length === 0) return [];
  let width = 1;
  while (width * 2 <= entries.length) width *= 2;
  return [merkleRoot(entries.slice(0, width)), ...edgeOf(entries.slice(width))];
}
