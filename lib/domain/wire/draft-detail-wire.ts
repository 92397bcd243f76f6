import { z } from 'zod';
import type { Change } from '../draft/change';
import { discardReasons } from '../draft/draft';
import type { Review } from '../draft/review';
import { type Flag, riskTiers } from '../draft/risk';
import { resourceKindNames } from '../resource/resource-kind';
import { visible } from '../text/visible';
import { deciderSchema, draftSchema, toDraftWire } from './draft-wire';
import { movedFieldSchema } from './refusal-wire';
import { digest, timestamp } from './wire-values';

const shown = z.string().nullable();

export const changeSchema = z.object({
  field: z.string(),
  label: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  before: shown,
  after: shown,
  before_full: shown,
  after_full: shown,
  words: z.string(),
  tier: z.enum(riskTiers),
  flags: z.array(z.string()),
});

export const flagSchema = z.object({
  code: z.string(),
  tier: z.enum(riskTiers),
  title: z.string(),
  sentence: z.string(),
  field: z.string().nullable(),
});

export const checkSchema = z.object({
  number: z.int().min(1).max(9),
  id: z.string(),
  title: z.string(),
  status: z.enum(['pass', 'fail', 'not_run']),
  detail: z.string(),
  code: z.string().nullable(),
});

/** Everything that is known of one draft. `proposed_spec` is the stored JSON; all other texts are made visible. */
export const draftDetailSchema = draftSchema.omit({ risk: true, blocked: true }).extend({
  proposed_spec: z.record(z.string(), z.unknown()),
  digest_code: z.string().describe('The eight digits that people compare'),
  live: z.object({ version: z.int(), digest }).nullable().describe('The live resource now'),
  changes: z.object({
    words: z.array(z.string()),
    fields: z.array(changeSchema),
    unchanged: z.int().describe('How many fields stay as they are'),
  }),
  checks: z.array(checkSchema).describe('The nine apply checks, as a dry run'),
  checked_at: timestamp,
  risk: z.object({ tier: z.enum(riskTiers), flags: z.array(flagSchema) }),
  moved: z
    .array(movedFieldSchema)
    .describe('Fields of the live resource that moved since the draft was made'),
  rationale: z.string().describe('The proposer’s own words: untrusted'),
  task_ref: shown,
  run_id: shown,
  correlation_id: z.string(),
  reverts: z.string().nullable().describe('The applied draft that this one would undo'),
  restores: z.string().nullable().describe('The discarded or expired draft that this one proposes once more'),
  applied: z
    .object({
      by: deciderSchema,
      at: timestamp,
      resource: z.object({ kind: z.enum(resourceKindNames), id: z.string(), version: z.int() }),
      reason: z.string().nullable().describe('Why, in the words of the person who applied it'),
    })
    .nullable(),
  discard: z
    .object({ by: deciderSchema, at: timestamp, reason: z.enum(discardReasons), message: z.string() })
    .nullable(),
  evidence: z.array(z.object({ id: z.string(), event: z.string(), merkle_position: z.int() })),
});
export type DraftDetail = z.infer<typeof draftDetailSchema>;

export function toDraftDetail(review: Review): DraftDetail {
  const { draft } = review;
  const { risk: _, blocked: __, ...summary } = toDraftWire(draft);
  return {
    ...summary,
    proposed_spec: draft.proposedSpec,
    digest_code: review.digestCode,
    live: review.live && { version: review.live.version, digest: review.live.digest },
    changes: {
      words: review.changes.changed.map(({ words }) => words),
      fields: review.changes.changed.map(toChange),
      unchanged: review.changes.unchanged.length,
    },
    checks: review.checks.map((check) => ({ ...check })),
    checked_at: review.checkedAt.toISOString(),
    risk: {
      tier: review.riskTier,
      flags: review.flags.map(toFlag),
    },
    moved: [...review.moved],
    rationale: visible(draft.rationale, { multiline: true }),
    task_ref: draft.taskRef === null ? null : visible(draft.taskRef),
    run_id: draft.runId === null ? null : visible(draft.runId),
    correlation_id: draft.correlationId,
    reverts: draft.reverts,
    restores: draft.restores,
    applied: appliedOf(review, summary),
    discard: discardOf(review, summary),
    evidence: review.evidence.map(({ id, event, position }) => ({ id, event, merkle_position: position })),
  };
}

type Decided = Pick<DraftDetail, 'decided_at' | 'decided_by'>;

function appliedOf({ draft }: Review, { decided_at: at, decided_by: by }: Decided): DraftDetail['applied'] {
  if (draft.status !== 'applied' || at === null || by === null) return null;
  if (draft.resourceId === null || draft.resourceVersion === null) return null;
  const resource = { kind: draft.type, id: draft.resourceId, version: draft.resourceVersion };
  const reason = draft.applyReason === null ? null : visible(draft.applyReason, { multiline: true });
  return { by, at, resource, reason };
}

function discardOf({ draft }: Review, { decided_at: at, decided_by: by }: Decided): DraftDetail['discard'] {
  if (at === null || by === null || draft.discardReason === null) return null;
  return {
    by,
    at,
    reason: draft.discardReason,
    message: visible(draft.discardMessage ?? '', { multiline: true }),
  };
}

export const toFlag = ({ code, tier, title, sentence, field }: Flag): z.infer<typeof flagSchema> => ({
  code,
  tier,
  title,
  sentence,
  field,
});

export const toChange = (change: Change): z.infer<typeof changeSchema> => ({
  field: change.field,
  label: change.label,
  kind: change.kind,
  before: change.before,
  after: change.after,
  before_full: change.beforeFull,
  after_full: change.afterFull,
  words: change.words,
  tier: change.tier,
  flags: [...change.flags],
});
