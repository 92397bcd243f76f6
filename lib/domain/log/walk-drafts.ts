import { hexOf } from './bytes';

import type { LogBreak } from './log-break';
import { hashLength } from './merkle-hash';
import type { LogEntry } from './read-entry';
import type { StoredLeaf } from './walk-log';

/** What ends a draft: from then on it can have no other end. */
const endings: ReadonlySet<string> = new Set(['draft_applied', 'draft_discarded', 'draft_expired']);

export type DraftWalk = {
  next: (row: StoredLeaf, entry: LogEntry) => LogBreak[];
  /** Drafts that were created and have no end, with the position of their creation. */
  pending: () => ReadonlyMap<string, number>;
  /** How many drafts were created and not purged. */
  kept: () => number;
};

type Open = { position: number; digest: string };

/**
 * Walks what a log says of its drafts: each is created once before anything ends it, ends once, and its apply names the
 * leaf of its creation. Holds one hash for each draft that is open, so a walk begins at the start of a log.
 */
export function walkDrafts(): DraftWalk {
  const open = new Map<string, Open>();
  let kept = 0;

  function next(row: StoredLeaf, { event, subject, payload }: LogEntry): LogBreak[] {
    const found = (field: 'order' | 'previous_digest'): LogBreak[] => [
      { position: row.idx, id: row.id, field },
    ];
    const created = open.get(subject);
    if (event === 'draft_created') {
      kept += 1;
      open.set(subject, { position: row.idx, digest: digestOf(row) });
      return created === undefined ? [] : found('order');
    }
    if (event === 'draft_purged') {
      kept -= 1;
      return created === undefined ? [] : found('order');
    }
    if (!endings.has(event)) return [];
    if (created === undefined) return found('order');
    open.delete(subject);
    const names = event === 'draft_applied' ? payload['previous_digest'] : created.digest;
    return names === created.digest ? [] : found('previous_digest');
  }

  function pending(): ReadonlyMap<string, number> {
    return new Map([...open].map(([draftId, { position }]) => [draftId, position]));
  }

  return { next, pending, kept: () => kept };
}

const digestOf = ({ hashes }: StoredLeaf): string => `sha256:${hexOf(hashes.subarray(0, hashLength))}`;
