import { z } from 'zod';
import { proposalFields } from '@/lib/domain/draft/proposal';
import { riskTiers } from '@/lib/domain/draft/risk';
import { isObject } from '@/lib/domain/json/read-value';
import { accept, refusalCategories } from '@/lib/domain/refusal';
import type { ResourceKind } from '@/lib/domain/resource/resource-kind';
import { draftDetailSchema } from '@/lib/domain/wire/draft-detail-wire';
import { jsonSchemaOf } from '@/lib/door/json-schema';
import { type CheckedProposal, checkDraft } from '@/lib/use-cases/drafts/check-draft';
import { without } from '../compact-schema';
import { nextSteps } from '../error-body';
import { defineTool } from '../tool';
import { readsTenant } from '../tool-nature';
import { proposedSpec } from './draft-create';

const refusal = z.object({
  code: z.string(),
  message: z.string(),
  category: z.string(),
  hint: z.string(),
  issues: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
});

const output = z.object({
  acceptable: z.boolean().describe('draft_create with the same arguments would store a draft now'),
  refusal: refusal.nullable().describe('What draft_create would answer instead'),
  checks: draftDetailSchema.shape.checks,
  proposed_spec_digest: z.string().nullable(),
  summary: z.string().nullable().describe('What would change, in words'),
  risk: z.object({ tier: z.enum(riskTiers), flags: z.array(z.string()) }).nullable(),
  warnings: z.array(z.string()),
});

/** The tool that tries a proposal of one kind without making it. */
export function draftCheck(kind: ResourceKind) {
  const input = z.strictObject({
    spec: proposedSpec(kind),
    ...proposalFields,
    rationale: proposalFields.rationale.optional(),
  });
  return defineTool({
    ...readsTenant,
    untrustedContent: false,
    name: `draft_check_${kind.name}`,
    title: `Check a change of an ${kind.name}`,
    description: `Takes the arguments of draft_create_${kind.name}, explained there (rationale may be left out), runs the nine checks that a person's apply runs and the rules of proposing, and says what would change and how risky it looks. Stores nothing. Check 1 is asked only when a person applies.`,
    input,
    // Who sees this tool sees the other: the fields are explained there.
    advertised: without(new Set(['description']), jsonSchemaOf(input, 'input')),
    output,
    run: async ({ agent, args, verdictOn }) => {
      const checked = await checkDraft(agent, kind.name, isObject(args) ? args : {}, verdictOn);
      return checked.ok ? accept({ content: contentOf(checked.value) }) : checked;
    },
  });
}

function contentOf({ refusal: refused, checks, appraisal, proposedSpecDigest, warnings }: CheckedProposal) {
  return {
    acceptable: refused === null,
    refusal: refused && {
      code: refused.code,
      message: refused.message,
      category: refusalCategories[refused.code],
      hint: refused.hint ?? nextSteps[refused.code],
      issues: [...(refused.issues ?? [])],
    },
    checks: checks.map((check) => ({ ...check })),
    proposed_spec_digest: proposedSpecDigest,
    summary: appraisal?.summary ?? null,
    risk: appraisal && { tier: appraisal.riskTier, flags: appraisal.flags.map(({ code }) => code) },
    warnings: [...warnings],
  };
}
