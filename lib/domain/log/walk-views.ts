import { z } from 'zod';
import type { LogEntry } from './read-entry';

/**
 * From these on every decision of a person lies right behind the record of what they had before them. A log from before
 * that has decisions without one; a log that begins with its tenant was never without.
 */
const viewsSince: ReadonlySet<string> = new Set(['draft_viewed', 'tenant_created']);

const discarded = z.object({ discarded_by: z.object({ kind: z.string(), id: z.string() }) });

type Decided = { by: unknown; for: 'apply' | 'discard' };

/**
 * Walks the entries of a log in their order. Answers of each whether it is no decision of a person, or lies right behind the
 * record that they had this draft before them, with this digest of its spec, for this decision.
 */
export function walkViews(): (position: number, entry: LogEntry, specDigest: unknown) => boolean {
  let before: { position: number; entry: LogEntry } | null = null;
  let hasViews = false;
  return (position, entry, specDigest) => {
    const last = before?.position === position - 1 ? before.entry : null;
    before = { position, entry };
    hasViews ||= viewsSince.has(entry.event);
    const decided = hasViews ? decisionOf(entry) : null;
    if (decided === null) return true;
    return last !== null && last.subject === entry.subject && saysView(last, decided, specDigest);
  };
}

function saysView({ event, payload }: LogEntry, decided: Decided, specDigest: unknown): boolean {
  const { viewed_by, viewed_for, shown_digest } = payload;
  const isForThat = viewed_by === decided.by && viewed_for === decided.for && shown_digest === specDigest;
  return event === 'draft_viewed' && isForThat;
}

/** Who decided what, where it is not plain that no person did. */
function decisionOf({ event, payload }: LogEntry): Decided | null {
  if (event === 'draft_applied') return { by: payload['applied_by'], for: 'apply' };
  if (event !== 'draft_discarded') return null;
  const by = discarded.safeParse(payload).data?.discarded_by;
  return by?.kind === 'agent' ? null : { by: by?.id ?? null, for: 'discard' };
}
