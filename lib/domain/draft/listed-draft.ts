import type { Blocked } from './blocked';
import type { DraftSummary } from './draft';

/** A draft of a list, with what stands in the way of applying it as it is. */
export type ListedDraft = DraftSummary & {
  blocked: Blocked | null;
  /** Who stopped it, when and what: for people, and null for agents. */
  stopped: string | null;
};
