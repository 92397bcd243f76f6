import { hexOf } from './bytes';
import type { LogBreak, LogField } from './log-break';
import { hashLength } from './merkle-hash';
import type { LogEntry } from './read-entry';
import type { StoredLeaf } from './walk-log';
import { walkViews } from './walk-views';

/** What ends a draft: from then on it can have no other end. */
const endings: ReadonlySet<string> = new Set(['draft_applied', 'draft_discarded', 'draft_expired']);

export type DraftWalk = {
  next: (row: StoredLeaf, entry: LogEntry) => LogBreak[];
  /** Drafts that were created and have no end, with the position of their creation. */
  pending: () => ReadonlyMap<string, number>;
};

type Open = { position: number; digest: string; spec: unknown };

/**
 * Walks what a log says of its drafts: each is created once before anything ends it, ends once, its apply names the
 * leaf of its creation, and a person decides what the record right before says that they had before them. Holds one hash for each draft that is open, so a walk begins at the start of a log.
 */
export function walkDrafts(): DraftWalk {
  const open = new Map<string, Open>();
  const isRightBehindView = walkViews();

  function next(row: StoredLeaf, entry: LogEntry): LogBreak[] {
    const { event, subject } = entry;
    const created = open.get(subject);
    const isViewed = isRightBehindView(row.idx, entry, created?.spec);
    const found = (field: LogField): LogBreak[] => [{ position: row.idx, id: row.id, field }];
    if (event === 'draft_created') open.set(subject, opened(row, entry));
    if (event === 'draft_created' || event === 'draft_purged')
      return created === undefined ? [] : found('order');
    if (!endings.has(event)) return [];
    if (created === undefined) return found('order');
    open.delete(subject);
    return [
      ...(namesCreation(entry, created) ? [] : found('previous_digest')),
      ...(isViewed ? [] : found('view')),
    ];
  }

  function pending(): ReadonlyMap<string, number> {
    return new Map([...open].map(([draftId, { position }]) => [draftId, position]));
  }

  return { next, pending };
}

const opened = (row: StoredLeaf, { payload }: LogEntry): Open => ({
  position: row.idx,
  digest: digestOf(row),
  spec: payload['proposed_spec_digest'],
});

/** Whether an apply names the leaf of the creation; no other end does. */
const namesCreation = ({ event, payload }: LogEntry, { digest }: Open): boolean =>
  event !== 'draft_applied' || payload['previous_digest'] === digest;

const digestOf = ({ hashes }: StoredLeaf): string => `sha256:${hexOf(hashes.subarray(0, hashLength))}`;
