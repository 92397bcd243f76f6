import { commitTogether, type Round } from '@/db/commit-together';
import type { NewDraft } from './draft-row';
import { storing } from './drafts';
import { claimAnswered, type Unclaimed } from './idempotency';

/** A draft as it is stored, and the idempotency key that it answers. */
export type DraftToStore = { draft: NewDraft; key: Unclaimed | null };

/** Keys are locked before proposers, as wherever a proposal is stored. */
export const draftRounds: readonly Round<DraftToStore>[] = [
  (sql, rows) => {
    const keys = rows.flatMap(({ key }) => key ?? []);
    return keys.length === 0 ? Promise.resolve() : claimAnswered(sql, keys);
  },
  (sql, rows) =>
    storing(
      sql,
      rows.map(({ draft }) => draft),
    ),
];

/** Stores pending drafts of agents, each with its leaf: those of one tenant that come at once in one transaction. */
export const storeDraft = commitTogether(draftRounds);
