import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Agent } from '@/lib/domain/actor';
import { draftIdSchema } from '@/lib/domain/ids';
import type { BoundaryRuleId } from '@/lib/domain/policy/rule-id';
import { type Result, refuse } from '@/lib/domain/refusal';
import { reviewUrl } from '@/lib/door/review-url';
import { refuseAgentApply } from '@/lib/use-cases/drafts/refuse-agent-apply';
import type { Caller } from './caller';
import type { DeniedAs } from './denied-call';
import { textAt } from './message';
import { recordAnswer } from './record-answer';
import { toolResult } from './tool-result';

/** Answers a call of a write that no agent has, and records it. An attempt to apply leaves evidence too. */
export async function denyCall(caller: Caller, deniedAs: DeniedAs): Promise<CallToolResult> {
  const { ruleId, answer } = denials[deniedAs];
  const denied = await recordAnswer(caller, { tool: null, ruleId }, ({ agent }) =>
    answer(agent, caller.facts.message.args),
  );
  return toolResult(denied, caller.facts.correlationId);
}

type Denial = { ruleId: BoundaryRuleId; answer: (agent: Agent, args: unknown) => Promise<Result<never>> };

const denials: Record<DeniedAs, Denial> = {
  MCP_CANNOT_APPLY: { ruleId: 'boundary:no-apply', answer: cannotApply },
  DRAFT_TYPE_NOT_CREATABLE: {
    ruleId: 'boundary:kind-not-creatable',
    answer: async () =>
      refuse('DRAFT_TYPE_NOT_CREATABLE', 'Drafts of this kind cannot be proposed in this version.', {
        hint: 'Only endpoints can be proposed, with draft_create_endpoint.',
      }),
  },
  OPERATION_NOT_SUPPORTED: {
    ruleId: 'boundary:no-write',
    answer: async () =>
      refuse(
        'OPERATION_NOT_SUPPORTED',
        'No tool here writes production. A person applies what you propose.',
        {
          hint: 'Propose it with draft_create_endpoint (operation create, update or delete) and give the person review_url; draft_list, draft_show and draft_discard are there for drafts.',
        },
      ),
  },
};

async function cannotApply(agent: Agent, args: unknown): Promise<Result<never>> {
  const named = draftIdSchema.safeParse(textAt(args, 'draft_id') ?? textAt(args, 'id'));
  await refuseAgentApply(agent, named.success ? named.data : 'unknown');
  const page = named.success ? reviewUrl(named.data) : 'the draft’s review_url';
  return refuse('MCP_CANNOT_APPLY', 'Only a person can apply a draft. An agent credential never can.', {
    hint: `Ask a reviewer to open ${page} and decide there; draft_show tells you the decision.`,
  });
}
