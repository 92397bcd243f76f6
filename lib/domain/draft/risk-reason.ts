import type { Changes } from './change';
import type { Draft } from './draft';
import type { Flag, RiskTier } from './risk';

type Appraised = {
  riskTier: RiskTier;
  flags: readonly Pick<Flag, 'tier'>[];
  changes: Pick<Changes, 'changed'>;
};

/** Why a draft that no flag of its tier explains is not low: `it changes Path`. Null when a flag says it, or it is low. */
export function riskReason(
  { operation, type }: Pick<Draft, 'operation' | 'type'>,
  { riskTier, flags, changes }: Appraised,
): string | null {
  if (riskTier === 'low' || flags.some(({ tier }) => tier === riskTier)) return null;
  if (operation !== 'update') return `it ${operation}s ${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
  const labels = changes.changed.filter(({ tier }) => tier === riskTier).map(({ label }) => label);
  return `it changes ${labels.join(', ').replace(/, ([^,]+)$/, ' and $1')}`;
}

const names = { low: 'Low', medium: 'Medium', high: 'High' } satisfies Record<RiskTier, string>;

/** `High now; medium when proposed`, when the tier moved while the draft waited; else null. */
export const movedTier = (now: RiskTier, proposed: RiskTier): string | null =>
  now === proposed ? null : `${names[now]} now; ${proposed} when proposed`;

/** `Medium`, the name that starts a sentence. */
export const tierName = (tier: RiskTier): string => names[tier];
