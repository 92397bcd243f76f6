import type { Environment } from '../resource/resource-kind';
import type { DataClass } from './data-class';
import type { ToolClasses } from './tool-classes';

/** How much care a call asks for, least first. */
export const callTiers = ['low', 'medium', 'high', 'critical'] as const;
export type CallTier = (typeof callTiers)[number];

/** The one that asks for most care. */
export const highestTier = (tiers: readonly CallTier[]): CallTier =>
  callTiers.findLast((tier) => tiers.includes(tier)) ?? 'critical';

/** What reading says nothing of anybody's production. */
const harmlessToRead: ReadonlySet<DataClass> = new Set(['public_docs', 'internal_engineering_docs']);

/** The tier of a call, by what its tool touches. A draft of another environment than production moves nothing and is less. */
export function tierOf(
  { safetyClass, dataClass, draftsOnly }: Pick<ToolClasses, 'safetyClass' | 'dataClass' | 'draftsOnly'>,
  environment: Environment,
): CallTier {
  switch (safetyClass) {
    case 'read':
      return harmlessToRead.has(dataClass) ? 'low' : 'medium';
    case 'write':
      return draftsOnly && environment !== 'prod' ? 'medium' : 'high';
    case 'network':
      return 'high';
    case 'financial':
    case 'privileged':
      return 'critical';
  }
}
