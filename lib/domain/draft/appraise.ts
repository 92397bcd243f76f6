import type { ResourceKind, Spec } from '../resource/resource-kind';
import type { Changes } from './change';
import { changesBetween } from './changes';
import type { Operation } from './draft';
import type { Flag, FlagContext, RiskTier } from './risk';
import { riskTierOf } from './risk-tier';
import { summaryOf } from './summary';

/** What a change means, in words, flags and one tier. */
export type Appraisal = { changes: Changes; flags: readonly Flag[]; riskTier: RiskTier; summary: string };

/** Compares two specs of a kind for the people who decide. `before` is null for a create, `after` for a delete. */
export function appraise(
  kind: ResourceKind,
  operation: Operation,
  specs: { before: Spec | null; after: Spec | null },
  context: FlagContext,
): Appraisal {
  const flags = [...kind.flags(specs.before, specs.after, context), ...(context.carried ?? [])];
  const changes = changesBetween(kind, specs.before, specs.after, flags);
  return {
    changes,
    flags,
    riskTier: riskTierOf(operation, flags, changes),
    summary: summaryOf(operation, changes),
  };
}
