import type { Change } from '@/lib/domain/draft/change';
import { riskTiers } from '@/lib/domain/draft/risk';

const weight = ({ flags, tier }: Change) => (flags.length > 0 ? riskTiers.length : riskTiers.indexOf(tier));

/** Flagged changes first, then by tier from high to low, otherwise in the order given. */
export const byConsequence = (changed: readonly Change[]): readonly Change[] =>
  changed.toSorted((a, b) => weight(b) - weight(a));
