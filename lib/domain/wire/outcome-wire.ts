import { z } from 'zod';
import { nextDoings, type OutcomeFacts, outcomeKinds, outcomeOf } from '../draft/outcome';

/** What has become of a draft and the one thing to do next, the same by every door. */
export const outcomeSchema = z.object({
  kind: z.enum(outcomeKinds),
  reason_code: z.string().optional().describe('Why it was discarded'),
  next_action: z.object({
    do: z.enum(nextDoings),
    tool: z.string().optional(),
    draft_id: z.string().optional(),
    operation: z.string().optional(),
    base_version: z.int().optional(),
    why: z.string(),
  }),
});
export type OutcomeWire = z.infer<typeof outcomeSchema>;

export function toOutcome(facts: OutcomeFacts): OutcomeWire {
  const { kind, reasonCode, nextAction } = outcomeOf(facts);
  const { do: doing, tool, draftId, operation, baseVersion, why } = nextAction;
  return {
    kind,
    ...(reasonCode && { reason_code: reasonCode }),
    next_action: {
      do: doing,
      ...(tool && { tool }),
      ...(draftId !== undefined && { draft_id: draftId }),
      ...(operation && { operation }),
      ...(baseVersion !== undefined && { base_version: baseVersion }),
      why,
    },
  };
}
