import { z } from 'zod';
import type { Appraisal } from '../draft/appraise';
import { riskTiers } from '../draft/risk';
import { type Refusal, refusalCategories } from '../refusal';
import { changeSchema, checkSchema, flagSchema, toChange, toFlag } from './draft-detail-wire';
import { mayDecideSchema } from './may-decide-wire';
import { refusalCodes } from './refusal-wire';

/** What would become of a proposal now; nothing was stored. */
export const checkedProposalSchema = z.object({
  acceptable: z.boolean().describe('Proposing the same would store a draft now'),
  refusal: z
    .object({
      code: refusalCodes,
      message: z.string(),
      category: z.enum([...new Set(Object.values(refusalCategories))]),
      hint: z.string().nullable(),
      errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
    })
    .nullable()
    .describe('What proposing it would answer instead'),
  checks: z.array(checkSchema),
  proposed_spec_digest: z.string().nullable(),
  summary: z.string().nullable().describe('What would change, in words'),
  changes: z
    .object({
      words: z.array(z.string()),
      fields: z.array(changeSchema),
      unchanged: z.int(),
    })
    .nullable(),
  risk: z.object({ tier: z.enum(riskTiers), flags: z.array(flagSchema) }).nullable(),
  warnings: z.array(z.string()),
  may_decide: mayDecideSchema,
});
export type CheckedProposalWire = z.infer<typeof checkedProposalSchema>;

export const toRefused = (refusal: Refusal | null): CheckedProposalWire['refusal'] =>
  refusal && {
    code: refusal.code,
    message: refusal.message,
    category: refusalCategories[refusal.code],
    hint: refusal.hint ?? null,
    errors: [...(refusal.issues ?? [])],
  };

export const toAppraised = (
  appraisal: Appraisal | null,
): Pick<CheckedProposalWire, 'summary' | 'changes' | 'risk'> => ({
  summary: appraisal?.summary ?? null,
  changes: appraisal && {
    words: appraisal.changes.changed.map(({ words }) => words),
    fields: appraisal.changes.changed.map(toChange),
    unchanged: appraisal.changes.unchanged.length,
  },
  risk: appraisal && { tier: appraisal.riskTier, flags: appraisal.flags.map(toFlag) },
});
