/** How far the calls of a run are counted for a list; its own page counts them all. */
export const countedAtMost = 1000;

/** A run as a list shows it: under the name that the log of calls has for it. */
export type RunSummary = {
  run_id: string;
  /** The newest call of the run, which is its place in the list. */
  last_id: string;
  last_at: Date;
  first_at: Date;
  /** Whose call was the first. */
  agent_identity: string;
  /** At most `countedAtMost` and one. */
  calls: number;
  denied: number;
  drafts: number;
  stopped: boolean;
};

export const countWords = (count: number): string =>
  count > countedAtMost ? `${countedAtMost}+` : String(count);
