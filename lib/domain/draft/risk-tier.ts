import type { Changes } from './change';
import type { Operation } from './draft';
import { type Flag, type RiskTier, riskTiers } from './risk';

/** How much care a decision asks for: the gravest of its flags and its changes; a create or delete is never low. */
export function riskTierOf(operation: Operation, flags: readonly Flag[], { changed }: Changes): RiskTier {
  const found = [
    operation === 'update' ? 'low' : 'medium',
    ...flags.map(({ tier }) => tier),
    ...changed.map(({ tier }) => tier),
  ];
  return riskTiers.findLast((tier) => found.includes(tier)) ?? 'low';
}
