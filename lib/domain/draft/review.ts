import type { Pressure } from '../calls/pressure';
import type { CheckResult } from './apply/check-result';
import type { Changes } from './change';
import type { Draft } from './draft';
import type { MayDecide } from './may-decide';
import type { Flag, RiskTier } from './risk';
import type { Successor } from './successor';
import type { Twin } from './twin';

/** What stands between this person and this draft, as the page must say it. */
export type Decision =
  | { state: 'ready' }
  | { state: 'blocked'; code: string; reason: string }
  | { state: 'not_allowed'; reason: string };

/** Everything the review page shows of one draft, computed from the rows of one transaction. */
export type Review = {
  draft: Draft;
  title: { text: string; value?: string };
  /** Live spec as it is now; null when the resource does not exist. */
  live: { resourceId: string; version: number; digest: string } | null;
  /** What the proposal is compared with: the live spec, or for a decided draft the base it was decided on. */
  before: { version: number; json: string } | null;
  /** The proposed spec as indented canonical JSON, made visible; empty for a delete. */
  proposedJson: string;
  /** `0C90-B9D8`: the first eight hex digits of the digest. */
  digestCode: string;
  changes: Changes;
  flags: readonly Flag[];
  riskTier: RiskTier;
  checks: readonly CheckResult[];
  checkedAt: Date;
  /** The live resource moved since the draft was made. */
  moved: readonly { field: string; label: string; base: string | null; live: string | null }[];
  proposer: {
    agent: string;
    keyId: string | null;
    owner: string | null;
    record: { applied: number; decided: number };
  };
  /** What the agent asked for around it; null for an agent, and of a draft that a person made. */
  pressure: Pressure | null;
  /** Merkle positions of this draft's evidence. */
  evidence: readonly { id: string; event: string; position: number }[];
  /** Codes of the flags that whoever applied it ticked, as its evidence has them. */
  acknowledgedFlags: readonly string[];
  /** Other drafts of this resource that wait; none once it is decided. */
  twins: readonly Twin[];
  /** The draft that took this one's place. */
  successor: Successor | null;
  apply: Decision;
  discard: Decision;
  /** Null once it is decided, and for an agent, which is told no names. */
  mayDecide: MayDecide | null;
  /** The person would apply a draft of an agent whose key they own. */
  ownAgent: boolean;
};
