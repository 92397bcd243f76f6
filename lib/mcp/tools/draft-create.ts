import { z } from 'zod';
import { waitForPerson } from '@/lib/domain/draft/outlook';
import { proposalFields } from '@/lib/domain/draft/proposal';
import { accept } from '@/lib/domain/refusal';
import { slug } from '@/lib/domain/resource/atom/slug';
import type { ResourceKind } from '@/lib/domain/resource/resource-kind';
import { withWork } from '@/lib/domain/runs/work-of';
import { draftRefSchema, toDraftRef } from '@/lib/domain/wire/draft-wire';
import { reviewUrl } from '@/lib/door/review-url';
import { createDraft } from '@/lib/use-cases/drafts/create-draft';
import { defineTool } from '../tool';
import { writesDrafts } from '../tool-nature';

const output = z.object({
  draft: draftRefSchema,
  review_url: z.string().describe('Where a person decides this draft'),
  applied: z.literal(false),
  next_step: z.string(),
  warnings: z.array(z.string()),
  duplicate: z
    .literal(true)
    .optional()
    .describe('This was proposed before, or this idempotency_key was answered before: nothing new was made'),
});

/** The advertised form of a proposal's spec: the whole spec, or the name alone for a delete. */
export const proposedSpec = (kind: ResourceKind) =>
  z
    .union([kind.schema, z.strictObject({ name: slug })])
    .describe('The complete spec after the change; for operation delete {name} is enough');

/** The tool that proposes a change of one kind. */
export const draftCreate = (kind: ResourceKind) =>
  defineTool({
    ...writesDrafts,
    name: `draft_create_${kind.name}`,
    title: `Propose a change of an ${kind.name}`,
    description: `Stores a draft that would create, update or delete one ${kind.name}. Nothing in production changes: a person reviews the draft at review_url and applies or discards it. Send an idempotency_key so that a repeated call answers the same draft. Refer to secrets as secret://store/path#key; a spec that holds a secret is refused.`,
    input: z.strictObject({ spec: proposedSpec(kind), ...proposalFields }),
    output,
    run: async ({ agent, args, correlationId, client, surfaceHash, work }) => {
      const created = await createDraft(agent, kind.name, withWork(args, work), {
        correlationId,
        channel: 'mcp',
        client,
        surfaceHash,
      });
      if (!created.ok) return created;
      const { draft, warnings, replayed, duplicate } = created.value;
      const content = {
        draft: toDraftRef(draft),
        review_url: reviewUrl(draft.id),
        applied: false,
        next_step: `Nothing has changed yet. ${waitForPerson}`,
        warnings: [...warnings],
        ...((replayed || duplicate) && { duplicate: true }),
      };
      return accept({ content, draftId: draft.id });
    },
  });
