import type { SaidText } from '../text/said-text';

export const riskTiers = ['low', 'medium', 'high'] as const;
export type RiskTier = (typeof riskTiers)[number];

/** Something a person should look at before deciding. Every string is already made visible. */
export type Flag = {
  /** `new-domain`, `lookalike-host`, … */
  code: string;
  tier: RiskTier;
  title: string;
  /** What was found, in one or two sentences, with the values. */
  sentence: string;
  /** The field of the change table that the flag belongs to. */
  field: string | null;
  /** Two values to compare code point by code point, when that is the point of the flag. */
  compare?: {
    live: string;
    proposed: string;
    /** The proposed value as programs see it, when that is not what people see: a host in punycode. */
    ascii?: string;
  };
};

/** What flags may know besides the two specs. */
export type FlagContext = {
  /** Hosts that live resources of this tenant already use, with how many use each. */
  knownHosts: ReadonlyMap<string, number>;
  /** No person has decided a draft of this agent yet; false for a person. */
  firstDraftOfAgent: boolean;
  /** What the proposer wrote beside the spec. */
  said?: readonly SaidText[];
  /** Flags of what is not stored with the draft. */
  carried?: readonly Flag[];
};
