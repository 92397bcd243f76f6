import type { RiskTier } from './risk';

/** One field that differs between the live and the proposed spec. Values are already made visible. */
export type Change = {
  field: string;
  label: string;
  kind: 'added' | 'removed' | 'changed';
  before: string | null;
  after: string | null;
  /** The longer form under the value, such as a whole URL. */
  beforeFull: string | null;
  afterFull: string | null;
  /** `Target host hooks.acme.com → hooks.acme.dev` */
  words: string;
  /** Set when the values are free text: how a summary names the field, which never repeats them. */
  free?: string;
  /** How much care this change asks for by itself, before any flag. */
  tier: RiskTier;
  flags: readonly string[];
};

/** A field that stays as it is, for the folded part of the table. */
export type Unchanged = { field: string; label: string; value: string };

export type Changes = { changed: readonly Change[]; unchanged: readonly Unchanged[] };
