import type { CallWire } from './call-wire';

/** Another key, which said that it belongs to the run of the draft. Anyone may say so, and any number of keys have one name. */
export type OtherKey = { keyId: string; name: string };

/** Calls that were refused alike: the same thing asked for, the same answer. Texts are as recorded: visible. */
export type RefusedCalls = {
  /** The tool, or the method where none was named. */
  asked: string;
  rule: string | null;
  code: string | null;
  count: number;
  first: Date;
  last: Date;
  /** Of the key that proposed, in the run of the draft. */
  inRun: boolean;
  /** After the draft was proposed. */
  after: boolean;
  /** It named this draft, to apply it. */
  onThis: boolean;
  /** Who asked, where it was another key that named this run. */
  by: OtherKey | null;
};

/** One call of the run of a draft. */
export type EarlierCall = {
  id: string;
  asked: string;
  outcome: CallWire['outcome'];
  code: string | null;
  at: Date;
  by: OtherKey | null;
};

/** What the agent of a draft asked for around it. Each list is bounded, and says whether there was more. */
export type Pressure = {
  refused: readonly RefusedCalls[];
  moreRefused: boolean;
  /** Oldest first. */
  calls: readonly EarlierCall[];
  moreCalls: boolean;
};

/** How often it was refused, over all of these. */
export const countOf = (refused: readonly RefusedCalls[]): number =>
  refused.reduce((sum, { count }) => sum + count, 0);
