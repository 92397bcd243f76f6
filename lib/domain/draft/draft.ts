import type { Environment, ResourceKindName, Spec } from '../resource/resource-kind';
import type { Flag, RiskTier } from './risk';

export const draftStatuses = ['pending', 'applied', 'discarded', 'expired'] as const;
export type DraftStatus = (typeof draftStatuses)[number];

export const operations = ['create', 'update', 'delete'] as const;
export type Operation = (typeof operations)[number];

export const channels = ['ui', 'api', 'mcp'] as const;
export type Channel = (typeof channels)[number];

/** Why a draft is discarded, as a code that its proposer can act on. */
export const discardReasons = [
  'wrong_target',
  'wrong_value',
  'not_needed',
  'duplicate',
  'superseded',
  'too_risky',
  'suspicious',
  'other',
] as const;
export type DiscardReason = (typeof discardReasons)[number];

/** What the draft was made against. A create is bound to the absence of the resource. */
export type Base =
  | { state: 'absent' }
  | { state: 'present'; resourceId: string; version: number; digest: string };

export type Creator = { kind: 'agent' | 'human'; id: string; name: string };

/** The decided draft that a person undoes, or proposes once more, with a new one. */
export type Follows = { as: 'revert' | 'restore'; draftId: string } | null;

/** A draft without its spec: what lists show. The words and the tier are those computed when it was made. */
export type DraftSummary = {
  id: string;
  tenantId: string;
  type: ResourceKindName;
  operation: Operation;
  status: DraftStatus;
  channel: Channel;
  createdBy: Creator;
  humanOwnerId: string | null;
  createdAt: Date;
  expiresAt: Date;
  resourceName: string;
  environment: Environment;
  proposedSpecDigest: string;
  base: Base;
  /** What changes, in words, for one row: `Target host → hooks.acme.com`. */
  summary: string;
  changeCount: number;
  riskTier: RiskTier;
  flagCodes: readonly string[];
  lockVersion: number;
  decidedAt: Date | null;
  decidedBy: { kind: 'agent' | 'human' | 'system'; id: string; name: string } | null;
};

export type Draft = DraftSummary & {
  proposedSpec: Spec;
  /** What stood out when it was proposed: a decided draft is shown with these. */
  flagsWhenProposed: readonly Flag[];
  rationale: string;
  taskRef: string | null;
  runId: string | null;
  correlationId: string;
  /** The hash of the tools that the agent was shown when it proposed; null for a draft that came by another door. */
  surfaceHash: string | null;
  resourceId: string | null;
  resourceVersion: number | null;
  /** The draft that a person undoes with this one. */
  reverts: string | null;
  /** The draft that a person proposes once more with this one. */
  restores: string | null;
  discardReason: DiscardReason | null;
  discardMessage: string | null;
  /** Why it was applied, in the words of whoever did it from a terminal. */
  applyReason: string | null;
};
