import { z } from 'zod';
import type { Blocked } from '../draft/blocked';
import { type Base, channels, type DraftSummary, draftStatuses, operations } from '../draft/draft';
import { riskTiers } from '../draft/risk';
import { environments, resourceKindNames } from '../resource/resource-kind';
import { visible } from '../text/visible';
import { digest, timestamp } from './wire-values';

/** The published core of a draft, the same by every door. */
export const draftRefSchema = z.object({
  id: z.string(),
  type: z.enum(resourceKindNames),
  operation: z.enum(operations),
  status: z.enum(draftStatuses),
  proposed_spec_digest: digest,
  lock_version: z.int(),
  expires_at: timestamp,
  created_at: timestamp,
});
export type DraftRef = z.infer<typeof draftRefSchema>;

export const deciderSchema = z.object({
  kind: z.enum(['agent', 'human', 'system']),
  id: z.string(),
  name: z.string(),
});

const baseSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('absent') }),
  z.object({ state: z.literal('present'), resource_id: z.string(), version: z.int(), digest }),
]);

/** A draft without its spec: what lists hold. */
export const draftSchema = draftRefSchema.extend({
  resource_name: z.string(),
  environment: z.enum(environments),
  channel: z.enum(channels),
  created_by: z.object({ kind: z.enum(['agent', 'human']), id: z.string(), name: z.string() }),
  base: baseSchema.describe('What the draft was made against'),
  summary: z.string().describe('What changes, in words'),
  change_count: z.int(),
  risk: z.object({ tier: z.enum(riskTiers), flags: z.array(z.string()) }),
  decided_at: timestamp.nullable(),
  decided_by: deciderSchema.nullable(),
  blocked: z
    .object({ code: z.literal('BASE_CHANGED'), message: z.string() })
    .nullable()
    .describe('In lists: why a pending draft could not be applied as it is'),
});
export type DraftWire = z.infer<typeof draftSchema>;

export const toDraftRef = (draft: DraftSummary): DraftRef => ({
  id: draft.id,
  type: draft.type,
  operation: draft.operation,
  status: draft.status,
  proposed_spec_digest: draft.proposedSpecDigest,
  lock_version: draft.lockVersion,
  expires_at: draft.expiresAt.toISOString(),
  created_at: draft.createdAt.toISOString(),
});

export const toDraftWire = (draft: DraftSummary & { blocked?: Blocked | null }): DraftWire => ({
  ...toDraftRef(draft),
  resource_name: visible(draft.resourceName),
  environment: draft.environment,
  channel: draft.channel,
  created_by: named(draft.createdBy),
  base: toBase(draft.base),
  summary: draft.summary,
  change_count: draft.changeCount,
  risk: { tier: draft.riskTier, flags: [...draft.flagCodes] },
  decided_at: draft.decidedAt?.toISOString() ?? null,
  decided_by: draft.decidedBy && named(draft.decidedBy),
  blocked: draft.blocked ?? null,
});

const named = <Kind extends string>({ kind, id, name }: { kind: Kind; id: string; name: string }) => ({
  kind,
  id,
  name: visible(name),
});

const toBase = (base: Base): DraftWire['base'] =>
  base.state === 'absent'
    ? { state: 'absent' }
    : { state: 'present', resource_id: base.resourceId, version: base.version, digest: base.digest };
