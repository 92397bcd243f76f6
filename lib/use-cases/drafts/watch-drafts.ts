import { outcomeFactsOf } from '@/db/queries/draft-outcomes';
import { pendingCount } from '@/db/queries/evidence';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent, System } from '@/lib/domain/actor';
import type { DraftStatus } from '@/lib/domain/draft/draft';
import { statusNow } from '@/lib/domain/draft/lifecycle';
import { type OutcomeKind, outcomeOf } from '@/lib/domain/draft/outcome';

/** How far a draft has come. A draft that was cleared away has no mark. */
export type Mark = { status: DraftStatus; kind: OutcomeKind };

type Watched = {
  /** Moves with everything that may move a mark. */
  state: string;
  /** Null when nothing moved since `seen`. */
  marks: ReadonlyMap<string, Mark> | null;
};

/**
 * How far these drafts have come, when anything of the tenant moved since `seen`. The caller has the right to read them
 * already, and asks whether it still has.
 */
export function watchDrafts(actor: Agent | System, ids: readonly string[], seen: string): Promise<Watched> {
  const at = now();
  return withTenantRead(actor, async (tx) => {
    // A decision moves the version; an expiry that nobody has swept yet moves only the count.
    const { version, pending } = await pendingCount(tx, at);
    const state = `${version} ${pending}`;
    if (state === seen) return { state, marks: null };
    const facts = await outcomeFactsOf(tx, ids);
    const marks = facts.map(({ draft, ...rest }): [string, Mark] => {
      const status = statusNow(draft, at);
      return [draft.id, { status, kind: outcomeOf({ ...rest, draft: { ...draft, status } }).kind }];
    });
    return { state, marks: new Map(marks) };
  });
}
